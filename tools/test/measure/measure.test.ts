import { expect, test } from 'vitest'
import { measureFile } from '../../measure/measure-file.ts'
import { summarize } from '../../measure/summarize.ts'

const text = `import { type A as B } from 'a'
/** What is asked. */
export const asked = 1
/**
 * Returns a number.
 */
export function read(value: unknown): number {
  const fixed = [1] as const
  return (value as number) + fixed[0]!
}
export type Loose = any
`

test('casts, any, non-null assertions; neither as const nor a rename is a cast', () => {
  expect(measureFile('a.ts', text)).toMatchObject({ lines: 11, casts: [9], anyTypes: 1, nonNull: 1, functions: [4] })
})

test('a docstring that opens with a question word is a riddle, told with its line', () => {
  expect(measureFile('a.ts', text)).toMatchObject({ docstrings: 2, riddles: [{ line: 2, opening: 'What is asked.' }] })
})

test('two of three exports are documented', () => {
  expect(measureFile('a.ts', text)).toMatchObject({ exports: 3, documentedExports: 2 })
})

test('shares and quantiles of several files', () => {
  const file = measureFile('a.ts', text)
  const { castsPer1000, riddles, documented, longestFunction } = summarize([file, { ...file, functions: [60] }])
  expect([castsPer1000.toFixed(1), riddles, documented.toFixed(2), longestFunction]).toStrictEqual([
    '90.9',
    0.5,
    '0.67',
    60,
  ])
})

test('nothing at all is no division by zero', () => {
  expect(summarize([])).toMatchObject({ files: 0, castsPer1000: 0, riddles: 0, documented: 0, longestFunction: 0 })
})
