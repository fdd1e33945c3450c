import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeYuan } from '../../utils/format-yuan.ts'
import { type AmountProblem, parseYuan } from '../../utils/parse-yuan.ts'

test.each([
  ['12.3', 1_230],
  ['12', 1_200],
  ['12.', 1_200],
  ['.5', 50],
  ['0.01', 1],
  ['007', 700],
  [' 1.15 ', 115],
  ['10000.00', 1_000_000],
])('parseYuan(%j) is %i fen', (text, fen) => {
  expect(parseYuan(text, 1_000_000)).toEqual({ ok: true, fen })
})

test.each<[string, AmountProblem]>([
  ['', 'empty'],
  ['  ', 'empty'],
  ['.', 'not_a_number'],
  ['一百', 'not_a_number'],
  ['-1', 'not_a_number'],
  ['1e3', 'not_a_number'],
  ['1,000', 'not_a_number'],
  ['1.2.3', 'not_a_number'],
  ['1.234', 'too_many_decimals'],
  ['1.000', 'too_many_decimals'],
  ['0', 'zero'],
  ['0.00', 'zero'],
  ['10000.01', 'too_large'],
  ['9'.repeat(40), 'too_large'],
])('parseYuan(%j): %s', (text, problem) => {
  expect(parseYuan(text, 1_000_000)).toEqual({ ok: false, problem })
})

test('parseYuan reads what writeYuan writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), (fen) => {
      expect(parseYuan(writeYuan(fen), 100_000_000)).toEqual({ ok: true, fen })
    }),
  )
})
