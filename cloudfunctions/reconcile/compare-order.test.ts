import type { Order } from '@stack/order'
import { beijingDay } from '@stack/shop'
import { noon, orders, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { compareOrder } from './compare-order.ts'
import { day, paidLine, refundLine } from './sample-bills.ts'

const midnight = Date.parse('2026-01-16T00:00:00+08:00')
const nextDay = '2026-01-16'
const paidAt = (order: Order, at: number): Order => ({
  ...order,
  payment: order.payment && { ...order.payment, paidAt: at },
})
const acceptedAt = (order: Order, at: number): Order => ({
  ...order,
  refunds: order.refunds.map((refund) => ({ ...refund, acceptedAt: at })),
})
const paidTwice: Order = {
  ...orders.paid,
  extraPayments: orders.paid.payment ? [{ ...orders.paid.payment, transactionId: '42000002' }] : [],
}
const payment = paidLine.transactionId
const refund = String(refundLine.refundId)

test.each<[what: string, order: Order, on: string, billed: string[], missing: string[]]>([
  ['paid and billed', orders.paid, day, [payment], []],
  ['paid, not billed', orders.paid, day, [], [`payment-missing-in-bill ${payment}`]],
  ['paid on another day', orders.paid, nextDay, [], []],
  ['paid in the last second', paidAt(orders.paid, midnight - 1_000), day, [], [`payment-missing-in-bill ${payment}`]],
  ['paid at midnight', paidAt(orders.paid, midnight), day, [], []],
  [
    'paid at midnight, the next day',
    paidAt(orders.paid, midnight),
    nextDay,
    [],
    [`payment-missing-in-bill ${payment}`],
  ],
  ['paid twice, billed once', paidTwice, day, [payment], ['payment-missing-in-bill 42000002']],
  ['unpaid', orders.prepaid, day, [], []],
  ['given back and billed', refundIn('succeeded'), day, [payment, refund], []],
  ['given back, not billed', refundIn('succeeded'), day, [payment], [`refund-missing-in-bill ${refund}`]],
  ['under way, not billed', refundIn('processing'), day, [payment], [`refund-missing-in-bill ${refund}`]],
  ['not accepted yet', refundIn('approved'), day, [payment], []],
  ['refused', refundIn('refused'), day, [payment], []],
  // Our clock may be behind WeChat's: its bill of the next day may have it.
  ['accepted shortly before midnight', acceptedAt(refundIn('processing'), midnight - 60_000), day, [payment], []],
  [
    'accepted shortly before midnight, the next day',
    acceptedAt(refundIn('processing'), midnight - 60_000),
    nextDay,
    [],
    [`refund-missing-in-bill ${refund} or ${day}`],
  ],
])('%s: %j', (_what, order, on, billed, missing) => {
  const found = compareOrder(order, on, new Set(billed)).map(({ discrepancy, otherDays }) =>
    [
      discrepancy.kind,
      discrepancy.refundId ?? discrepancy.transactionId,
      ...otherDays.flatMap((other) => ['or', other]),
    ].join(' '),
  )
  expect(found).toStrictEqual(missing)
})

test('a discrepancy says what is missing of which order', () => {
  expect(beijingDay(noon)).toBe(day)
  const about = { billDate: day, outTradeNo: orders.paid._id, transactionId: payment, gatewayFen: null }
  expect(compareOrder(refundIn('succeeded'), day, new Set())).toStrictEqual([
    {
      discrepancy: { kind: 'payment-missing-in-bill', ...about, refundId: null, localFen: 4460, isRepairable: true },
      otherDays: [],
    },
    {
      discrepancy: { kind: 'refund-missing-in-bill', ...about, refundId: refund, localFen: 1000, isRepairable: true },
      otherDays: [],
    },
  ])
})

test('an order that is no order is thrown out, for the walk to tell', () => {
  expect(() => compareOrder({ ...orders.paid, refunds: null } as unknown as Order, day, new Set())).toThrow(TypeError)
})
