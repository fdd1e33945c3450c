/** Reasons to choose from; the last one asks for words. */
export const presetReasons = ['不想要了', '商品有问题', '拍错了', '其他'] as const

export type PresetReason = (typeof presetReasons)[number]

/** Longest reason that the shop takes, in characters. */
export const reasonLength = 80

/** Why there is no reason yet. */
export type ReasonProblem = 'nothing_chosen' | 'not_said' | 'too_long'

export type ComposedReason = { ok: true; reason: string } | { ok: false; problem: ReasonProblem }

/** Matches what cannot be written into a payment message: control characters, halves of a character. */
const unwritable = /[\s\p{Cc}\p{Cs}\ufffe\uffff]+/gu

/** One reason from a chosen one and what was written beside it. */
export function composeReason(preset: PresetReason | '', written: string): ComposedReason {
  const words = written.replace(unwritable, ' ').trim()
  if (preset === '') return { ok: false, problem: 'nothing_chosen' }
  if (preset === '其他' && words === '') return { ok: false, problem: 'not_said' }
  const reason = [...(preset === '其他' ? [] : [preset]), ...(words === '' ? [] : [words])].join('：')
  return reason.length > reasonLength ? { ok: false, problem: 'too_long' } : { ok: true, reason }
}
