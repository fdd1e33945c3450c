import { fen, type Order, type RefundState } from '@stack/order'
import type { BillLine } from '@stack/shop'
import { orders, refundIn } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { compareLine } from './compare-line.ts'
import { day, paidLine, refundLine } from './sample-bills.ts'

const discrepancies = (line: BillLine, order: Order | undefined, feeBasisPoints = 60) =>
  compareLine(line, order, { billDate: day, feeBasisPoints })
const told = (line: BillLine, order: Order | undefined, feeBasisPoints?: number) =>
  discrepancies(line, order, feeBasisPoints).map(
    ({ kind, localFen, gatewayFen, isRepairable }) =>
      `${kind} ${localFen} ${gatewayFen}${isRepairable ? ' repairable' : ''}`,
  )

const { payment } = orders.paid
const withExtra: Order = {
  ...orders.paid,
  extraPayments: payment ? [{ ...payment, transactionId: '42000002', totalFen: fen(9900) }] : [],
}
const extraLine = { ...paidLine, transactionId: '42000002', amountFen: 9900, feeBaseFen: 9900, fee: 59_000 }

test.each<[what: string, line: Partial<BillLine>, order: Order | undefined, found: string[]]>([
  ['both have it', {}, orders.paid, []],
  ['a second payment that both have', extraLine, withExtra, []],
  ['no such order here', {}, undefined, ['payment-missing-locally null 4460']],
  ['not paid here', {}, orders.prepaid, ['payment-missing-locally null 4460 repairable']],
  [
    'paid here by another one',
    { transactionId: '42000009' },
    orders.paid,
    ['payment-missing-locally null 4460 repairable'],
  ],
  ['another amount', { amountFen: 4461 }, orders.paid, ['payment-amount 4460 4461 repairable']],
  [
    'another amount of a second payment',
    { ...extraLine, amountFen: 1 },
    withExtra,
    ['payment-amount 9900 1 repairable'],
  ],
  ['revoked there', { state: 'REVOKED' }, orders.paid, ['payment-state 4460 4460 repairable']],
  ['revoked there, never paid here', { state: 'REVOKED' }, orders.prepaid, []],
  ['two at once', { amountFen: 1, fee: 90_000 }, orders.paid, ['payment-amount 4460 1 repairable', 'fee 27 90']],
])('a payment, %s: %j', (_what, line, order, found) => {
  expect(told({ ...paidLine, ...line }, order)).toStrictEqual(found)
})

test.each<[what: string, line: Partial<BillLine>, order: Order | undefined, found: string[]]>([
  ['both have it', {}, refundIn('succeeded'), []],
  ['no such order here', {}, undefined, ['refund-missing-locally null 1000']],
  [
    'made at WeChat’s platform',
    { refundId: '5030' },
    refundIn('succeeded'),
    ['refund-missing-locally null 1000 repairable'],
  ],
  ['another amount', { amountFen: 999 }, refundIn('succeeded'), ['refund-amount 1000 999 repairable']],
  ['never sent here', {}, refundIn('rejected'), ['refund-state 1000 1000 repairable']],
  [
    'another amount, and closed there',
    { amountFen: 999, state: 'REFUNDCLOSE' },
    refundIn('succeeded'),
    ['refund-amount 1000 999 repairable', 'refund-state 1000 999 repairable'],
  ],
])('a refund, %s: %j', (_what, line, order, found) => {
  expect(told({ ...refundLine, ...line }, order)).toStrictEqual(found)
})

describe('the bill’s word for a refund against its state here', () => {
  const states: RefundState[] = [
    ...(['waiting', 'withdrawn', 'rejected', 'approved', 'refused', 'processing'] as const),
    ...(['succeeded', 'abnormal', 'closed', 'abandoned', 'settled-manually'] as const),
    ...(['returned-to-merchant', 'refunded-twice'] as const),
  ]
  // o: both can be true. -: they exclude each other.
  test.each([
    // WeChat had accepted it: what was never sent, refused, or ended without its report contradicts that.
    ['PROCESSING', '- - - o - o o o o - - o o'],
    ['', '- - - o - o o o o - - o o'],
    ['A NEW WORD', '- - - o - o o o o - - o o'],
    // The buyer has the money: another end contradicts that.
    ['SUCCESS', '- - - o - o o - - - - o o'],
    ['CHANGE', '- - - o - o o o o - - o o'],
    // The money stayed: that it arrived contradicts that.
    ['REFUNDCLOSE', '- - - o - o - o o o o - -'],
    ['FAIL', '- - - o - o - o o o o - -'],
  ])('%s', (state, expected) => {
    const seen = states.map((here) => (told({ ...refundLine, state }, refundIn(here)).length === 0 ? 'o' : '-'))
    expect(seen.join(' ')).toBe(expected)
  })
})

describe('the fee: the rate of the contract, to a fen', () => {
  test.each<[what: string, line: BillLine, change: Partial<BillLine>, basisPoints: number, found: string[]]>([
    // 44.60 × 0.60% is 0.2676 yuan.
    ['rounded', paidLine, { fee: 27_000 }, 60, []],
    ['not rounded', paidLine, { fee: 26_760 }, 60, []],
    ['a fen more', paidLine, { fee: 27_760 }, 60, []],
    ['more than a fen more', paidLine, { fee: 27_761 }, 60, ['fee 27 28']],
    ['more than a fen less', paidLine, { fee: 25_000 }, 60, ['fee 27 25']],
    ['none taken', paidLine, { fee: 0 }, 60, ['fee 27 0']],
    ['none taken of a fen', paidLine, { amountFen: 4460, feeBaseFen: 1, fee: 0 }, 60, []],
    ['of what is left after coupons', paidLine, { feeBaseFen: 1000, fee: 6_000 }, 60, []],
    ['another contract', paidLine, { fee: 17_000 }, 38, []],
    ['the usual rate under another contract', paidLine, {}, 38, ['fee 17 27']],
    ['no fee at all', paidLine, { fee: 0 }, 0, []],
    // 10.00 × 0.60% is 0.06 yuan, given back.
    ['given back', refundLine, {}, 60, []],
    ['given back, rounded on a sum', refundLine, { fee: -7_500 }, 60, []],
    ['given back by more', refundLine, { fee: -7_501 }, 60, ['fee -6 -8']],
    ['kept', refundLine, { fee: 0 }, 60, ['fee -6 0']],
    ['taken once more', refundLine, { fee: 6_000 }, 60, ['fee -6 6']],
  ])('%s', (_what, line, change, basisPoints, found) => {
    expect(told({ ...line, ...change }, refundIn('succeeded'), basisPoints)).toStrictEqual(found)
  })
})

test('a discrepancy says which day, order, payment and refund it is about', () => {
  const { outTradeNo, transactionId, refundId } = refundLine
  expect(discrepancies({ ...refundLine, amountFen: 999 }, refundIn('succeeded'))).toMatchObject([
    { billDate: day, outTradeNo, transactionId, refundId },
  ])
})
