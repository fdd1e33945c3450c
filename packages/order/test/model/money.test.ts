import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { type Fen, fen, formatYuan, sumFen } from '../../src/index.ts'

const most = 9_007_199_254_740_991

describe('fen(value)', () => {
  test.each([0, 1, 1980, 100_000_000, most])('%d is an amount', (value) => {
    expect(fen(value)).toBe(value)
  })

  test.each([-1, 0.5, 19.8, Number.NaN, Number.POSITIVE_INFINITY, most + 1])('%d is refused', (value) => {
    expect(() => fen(value)).toThrow(
      new RangeError(`[order] ${value} is no amount in fen: a whole number, zero or more, is needed`),
    )
  })

  test('takes no text, even where a call is not type-checked', () => {
    expect(() => fen('1' as unknown as number)).toThrow(RangeError)
  })
})

test('a plain number is no Fen for the compiler; a Fen is a number', () => {
  // @ts-expect-error: only fen() makes an amount
  const unchecked: Fen = 1980
  // @ts-expect-error: and neither is the result of plain arithmetic
  const summed: Fen = fen(1) + fen(2)
  expectTypeOf(fen(1980)).toEqualTypeOf<Fen>()
  expectTypeOf<Fen>().toExtend<number>()
  expect([unchecked, summed]).toEqual([1980, 3])
})

describe('sumFen(amounts)', () => {
  test.each([
    [[], 0],
    [[0, 0], 0],
    [[1], 1],
    [[1980, 1980, 500], 4460],
    [[most, 0], most],
  ])('%j is %d', (amounts, sum) => {
    expect(sumFen(amounts.map(fen))).toBe(sum)
  })

  test('throws when the sum is no safe integer any more', () => {
    expect(() => sumFen([fen(most), fen(1)])).toThrow(RangeError)
  })
})

describe('formatYuan(amount)', () => {
  test.each([
    [0, '0.00'],
    [1, '0.01'],
    [10, '0.10'],
    [99, '0.99'],
    [100, '1.00'],
    [1980, '19.80'],
    [100_000_000, '1000000.00'],
    [most, '90071992547409.91'],
  ])('%d fen are %s yuan', (amount, yuan) => {
    expect(formatYuan(fen(amount))).toBe(yuan)
  })

  test('loses nothing: its digits are the amount', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (amount) => {
        const yuan = formatYuan(fen(amount))
        expect(yuan).toMatch(/^(0|[1-9][0-9]*)\.[0-9]{2}$/)
        expect(Number(yuan.replace('.', ''))).toBe(amount)
      }),
    )
  })
})
