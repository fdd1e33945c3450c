import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatYuan } from '../utils/format-yuan.ts'

test.each([
  [0, '¥0.00'],
  [1, '¥0.01'],
  [10, '¥0.10'],
  [100, '¥1.00'],
  // 1.15 * 100 is 114.99999999999999 as a float.
  [115, '¥1.15'],
  [12_800, '¥128.00'],
  [100_000_000, '¥1000000.00'],
  [Number.MAX_SAFE_INTEGER, '¥90071992547409.91'],
])('formatYuan(%i) is %s', (fen, text) => {
  expect(formatYuan(fen)).toBe(text)
})

test('formatYuan loses no fen', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (fen) => {
      expect(formatYuan(fen)).toMatch(/^¥(0|[1-9]\d*)\.\d\d$/)
      expect(BigInt(formatYuan(fen).replace(/[¥.]/g, ''))).toBe(BigInt(fen))
    }),
  )
})

test.each([[-1], [0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53]])('formatYuan(%d) throws', (fen) => {
  expect(() => formatYuan(fen)).toThrow(`[miniprogram] not an amount in fen: ${fen}.`)
})
