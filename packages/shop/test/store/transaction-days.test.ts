import type { Order } from '@stack/order'
import { describe, expect, test } from 'vitest'
import { beijingDay, startOfDay } from '../../src/store/beijing-day.ts'
import { earlierDaysOfRefund, transactionDays } from '../../src/store/transaction-days.ts'
import { orders, refundIn } from '../../src/testing.ts'

const at = (time: string) => Date.parse(`${time}+08:00`)

test.each([
  ['2026-01-15T00:00:00', '2026-01-15'],
  ['2026-01-15T23:59:59.999', '2026-01-15'],
  ['2026-02-28T24:00:00', '2026-03-01'],
])('%s in Beijing is the day %s', (time, day) => {
  expect(beijingDay(at(time))).toBe(day)
  expect(startOfDay(day)).toBe(at(`${day}T00:00:00`))
})

test.each(['', '2026-02-29', '20260115', '2026-1-5'])('%j is no day', (day) => {
  expect(() => startOfDay(day)).toThrow('is no day')
})

/** The sample refund, approved and heard to be accepted at these moments. */
function refunded(approved: string, accepted: string): Order {
  const order = refundIn('processing')
  return {
    ...order,
    refunds: order.refunds.map((refund) => ({ ...refund, acceptedAt: at(accepted) })),
    history: order.history.map((event) => (event.type === 'refund-approved' ? { ...event, at: at(approved) } : event)),
  }
}

describe('a refund is looked for in the bill of the last day on which WeChat may have accepted it, then in earlier ones', () => {
  test.each<[approved: string, accepted: string, last: string, earlier: string[]]>([
    ['2026-01-15T12:00', '2026-01-15T12:00:01', '2026-01-15', []],
    ['2026-01-15T23:29:58', '2026-01-15T23:29:59', '2026-01-15', []],
    ['2026-01-15T23:30', '2026-01-15T23:30:01', '2026-01-16', ['2026-01-15']],
    ['2026-01-15T23:59:59', '2026-01-16T00:00:01', '2026-01-16', ['2026-01-15']],
    ['2026-01-16T00:29:59', '2026-01-16T00:30', '2026-01-16', ['2026-01-15']],
    ['2026-01-16T00:30:01', '2026-01-16T00:30:02', '2026-01-16', []],
    // Its answer was lost, and nobody could ask for two days.
    ['2026-01-14T12:00', '2026-01-16T12:00', '2026-01-16', ['2026-01-15', '2026-01-14']],
    // Nobody looks further back than a week.
    [
      '2025-11-01T12:00',
      '2026-01-16T12:00',
      '2026-01-16',
      ['2026-01-15', '2026-01-14', '2026-01-13', '2026-01-12', '2026-01-11', '2026-01-10', '2026-01-09'],
    ],
  ])('approved %s, accepted %s: %s, then %j', (approved, accepted, last, earlier) => {
    const order = refunded(approved, accepted)
    const [refund] = order.refunds
    expect(transactionDays({ ...order, payment: null })).toStrictEqual([last])
    expect(refund && earlierDaysOfRefund(order, refund)).toStrictEqual(earlier)
  })
})

test.each<[what: string, order: Order, days: string[]]>([
  ['unpaid', orders.unpaid, []],
  ['paid', orders.paid, ['2026-01-15']],
  ['refund not sent', refundIn('approved'), ['2026-01-15']],
  [
    'paid a second time the next day',
    {
      ...orders.paid,
      extraPayments: orders.paid.payment
        ? [{ ...orders.paid.payment, transactionId: '42', paidAt: at('2026-01-16T00:00') }]
        : [],
    },
    ['2026-01-15', '2026-01-16'],
  ],
  ['paid and given back on one day', refundIn('succeeded'), ['2026-01-15']],
])('%s: %j', (_what, order, days) => {
  expect(transactionDays(order)).toStrictEqual(days)
})
