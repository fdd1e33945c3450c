import { InputError } from '../shared/input-error.ts'

const LONGEST_TEXT = 4096

/** @throws InputError when the value is not a text, empty, or longer than any path or name */
export function textIn(input: Record<string, unknown>, name: string): string {
  const value = input[name]
  if (typeof value !== 'string' || value === '') throw wrong(name, value, 'a text')
  if (value.length > LONGEST_TEXT) throw wrong(name, `${value.slice(0, 20)}…`, `at most ${LONGEST_TEXT} characters`)
  return value
}

/** Bounds of an integer, both included. */
interface Range {
  min: number
  max: number
}

/** @throws InputError when the value is not an exact integer of this range */
export function integerIn(input: Record<string, unknown>, name: string, { min, max }: Range, absent?: number): number {
  const value = input[name] ?? absent
  if (!Number.isSafeInteger(value) || Number(value) < min || Number(value) > max) {
    throw wrong(name, value, `an integer from ${min} to ${max}`)
  }
  return Number(value)
}

/** @throws InputError when the value is none of these words */
export function oneIn<Word extends string>(input: Record<string, unknown>, name: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === input[name])
  if (word === undefined) throw wrong(name, input[name], `one of ${words.join(', ')}`)
  return word
}

function wrong(name: string, value: unknown, wanted: string): InputError {
  return new InputError(`"${name}" is ${JSON.stringify(value)}, it has to be ${wanted}`)
}
