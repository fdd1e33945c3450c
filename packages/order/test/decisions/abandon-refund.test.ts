import { describe, expect, test } from 'vitest'
import {
  abandonRefund,
  claimRefundSend,
  type Order,
  recordPayment,
  recordRefundRefused,
  refundableFen,
} from '../../src/index.ts'
import { agreed, buyer, merchant, minute, paid, payment, told, total } from '../helpers/orders.ts'
import { approval, asked, refundId, refusal, wish, withRefund } from '../helpers/refunds.ts'

const given = { refundId, by: 'oSecond' }
const { approved, refused, abnormal, closed, 'returned-to-merchant': returned } = withRefund
const later = asked + 5 * minute

/** Sent to the gateway at `asked`, and refused there. */
const sentAndRefused = agreed(recordRefundRefused(agreed(claimRefundSend(approved, refundId, asked)), refusal, asked))

describe('abandonRefund', () => {
  test('frees the amount and keeps who abandoned it', () => {
    const order = agreed(abandonRefund(refused, given, later))
    expect(order.refunds).toMatchObject([
      { state: 'abandoned', refusal: { code: 'NOTENOUGH' }, ended: { by: 'oSecond', at: later, note: null } },
    ])
    expect([refundableFen(refused), refundableFen(order)]).toStrictEqual([total - wish.amountFen, total])
    expect(order.nextCheckAt).toBeNull()
  })

  test('after SUCCESS into the merchant’s account frees nothing for another refund: WeChat counts it as refunded', () => {
    const order = agreed(abandonRefund(returned, given, later))
    expect([refundableFen(returned), refundableFen(order)]).toStrictEqual([
      total - wish.amountFen,
      total - wish.amountFen,
    ])
  })

  // biome-ignore format: one row is one situation
  test.each<[situation: string, order: Order, by: string, now: number, expected: string]>([
    ['no such refund',                      paid,           'oSecond', later,               'refund_not_found'],
    ['his own order',                       refused,        buyer,     later,               'own_order'],
    ['sent a minute less 1 ms ago',         sentAndRefused, merchant,  asked + minute - 1,  'too_soon'],
    ['sent a minute ago',                   sentAndRefused, merchant,  asked + minute,      'refund-abandoned'],
    ['sent by a clock ahead of ours',       sentAndRefused, merchant,  asked + 1 - 10 * minute, 'too_soon'],
    ['sent in the future: a clock set back', sentAndRefused, merchant, asked - 10 * minute, 'refund-abandoned'],
    ['CHANGE: the money left the account',  abnormal,       merchant,  later,               'not_refused'],
    ['REFUNDCLOSE',                         closed,         merchant,  later,               'refund-abandoned'],
  ])('%s', (_, order, by, now, expected) => {
    expect(told(order, abandonRefund(order, { refundId, by }, now))).toBe(expected)
  })

  test('of an extra payment frees nothing of the order itself', () => {
    const twice = agreed(recordPayment(paid, { ...payment, transactionId: '42002' }, asked))
    const down = agreed(recordRefundRefused(twice, refusal, later))
    expect(refundableFen(agreed(abandonRefund(down, approval, later)))).toBe(total)
  })
})
