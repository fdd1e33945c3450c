/** Why a text is no amount. */
export type AmountProblem = 'empty' | 'not_a_number' | 'too_many_decimals' | 'zero' | 'too_large'

export type ParsedYuan = { ok: true; fen: number } | { ok: false; problem: AmountProblem }

/**
 * Reads an amount as people type it: `12.3` → 1230 fen. Digits are moved, never multiplied.
 *
 * @param maxFen - the largest amount that is allowed, in fen
 */
export function parseYuan(text: string, maxFen: number): ParsedYuan {
  const typed = text.trim()
  if (typed === '') return { ok: false, problem: 'empty' }
  const [, yuan = '', cents = ''] = /^(\d*)(?:\.(\d*))?$/.exec(typed) ?? []
  if (yuan === '' && cents === '') return { ok: false, problem: 'not_a_number' }
  if (cents.length > 2) return { ok: false, problem: 'too_many_decimals' }
  const fen = Number(`${yuan}${cents.padEnd(2, '0')}`)
  if (fen === 0) return { ok: false, problem: 'zero' }
  return fen > maxFen ? { ok: false, problem: 'too_large' } : { ok: true, fen }
}
