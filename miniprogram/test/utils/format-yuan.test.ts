import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatYuan, writeYuan } from '../../utils/format-yuan.ts'

test.each([
  [0, '¥0.00'],
  [1, '¥0.01'],
  [10, '¥0.10'],
  [100, '¥1.00'],
  // 1.15 * 100 is 114.99999999999999 as a float.
  [115, '¥1.15'],
  [12_800, '¥128.00'],
  [99_999, '¥999.99'],
  [100_000, '¥1,000.00'],
  [1_234_567, '¥12,345.67'],
  [100_000_000, '¥1,000,000.00'],
  [Number.MAX_SAFE_INTEGER, '¥90,071,992,547,409.91'],
])('formatYuan(%i) is %s', (fen, text) => {
  expect(formatYuan(fen)).toBe(text)
})

test('neither loses a fen', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (fen) => {
      expect(writeYuan(fen)).toMatch(/^(0|[1-9]\d*)\.\d\d$/)
      expect(BigInt(writeYuan(fen).replace('.', ''))).toBe(BigInt(fen))
      expect(formatYuan(fen)).toMatch(/^¥(0|[1-9]\d{0,2}(,\d{3})*)\.\d\d$/)
      expect(formatYuan(fen).replace(/[¥,]/g, '')).toBe(writeYuan(fen))
    }),
  )
})

test.each([[-1], [0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53]])('%d is no amount', (fen) => {
  for (const format of [formatYuan, writeYuan]) {
    expect(() => format(fen)).toThrow(`[miniprogram] not an amount in fen: ${fen}.`)
  }
})
