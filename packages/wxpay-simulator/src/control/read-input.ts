/** @throws Error when the value is not a non-empty text */
export function textIn(input: Record<string, unknown>, name: string): string {
  const value = input[name]
  if (typeof value !== 'string' || value === '') throw wrong(name, value, 'a text')
  return value
}

/** @throws Error when the value is not an exact integer */
export function integerIn(input: Record<string, unknown>, name: string, absent?: number): number {
  const value = input[name] ?? absent
  if (!Number.isSafeInteger(value)) throw wrong(name, value, 'an integer')
  return Number(value)
}

/** @throws Error when the value is none of these words */
export function oneIn<Word extends string>(input: Record<string, unknown>, name: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === input[name])
  if (word === undefined) throw wrong(name, input[name], `one of ${words.join(', ')}`)
  return word
}

/** Everything wrong in the input of the control API is an Error whose message is answered with HTTP 400. */
function wrong(name: string, value: unknown, wanted: string): Error {
  return new Error(`[wxpay-simulator] "${name}" is ${JSON.stringify(value)}, it has to be ${wanted}`)
}
