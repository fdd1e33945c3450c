import { type Input, InputError, readInput } from '@stack/cloud-function'
import { describe, expect, test } from 'vitest'
import { readOutTradeNo, readRefundId, readRequestId } from '../../src/input/read-numbers.ts'
import { readPage } from '../../src/input/read-page.ts'

describe('the numbers of this shop', () => {
  test.each<[name: string, reader: (input: Input) => unknown, field: string, takes: string[], refuses: unknown[]]>([
    [
      'readOutTradeNo',
      readOutTradeNo,
      'outTradeNo',
      ['WM1234', 'a'.repeat(32)],
      ['WM123', 'a'.repeat(33), 'WM 123', 1],
    ],
    [
      'readRefundId',
      readRefundId,
      'refundId',
      // One made at WeChat's platform may have any characters that WeChat takes.
      ['WM1234R1', 'a'.repeat(64), 'A_b-c|d*e@f'],
      ['WM1R1', 'a'.repeat(65), 'WM1234 1', null],
    ],
    [
      'readRequestId',
      readRequestId,
      'requestId',
      ['a-b_c-12', 'a'.repeat(64)],
      ['1234567', 'a'.repeat(65), 'a b c d e'],
    ],
  ])('%s', (_name, reader, field, takes, refuses) => {
    for (const value of takes) expect(reader(readInput({ [field]: value }))).toBe(value)
    for (const value of refuses) {
      expect(() => reader(readInput({ [field]: value }))).toThrow(expect.objectContaining({ field }))
    }
  })
})

test.each<[data: object, page: unknown]>([
  [{}, { after: undefined, limit: 20 }],
  [{ limit: 50 }, { after: undefined, limit: 50 }],
  [
    { after: '1768449600000_WM0SAMPLE1', limit: 1 },
    { after: '1768449600000_WM0SAMPLE1', limit: 1 },
  ],
])('readPage of %j', (data, page) => {
  expect(readPage(readInput(data))).toStrictEqual(page)
})

test.each([[{ limit: 0 }], [{ limit: 51 }], [{ after: 'WM0SAMPLE1' }], [{ after: '1_WM1' }], [{ after: 17 }]])(
  'readPage of %j is refused',
  (data) => {
    expect(() => readPage(readInput(data))).toThrow(InputError)
  },
)
