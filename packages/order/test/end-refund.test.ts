import { describe, expect, test } from 'vitest'
import {
  abandonRefund,
  fen,
  type Order,
  recordPayment,
  recordRefundRefused,
  refundableFen,
  refundedFen,
  settleRefund,
  settleRefundManually,
  startRefund,
  takeSendTurn,
} from '../src/index.ts'
import { agreed, buyer, merchant, minute, paid, payment, told, total } from './_orders.ts'
import { approval, asked, end, refundId, refusal, wish, withRefund } from './_refunds.ts'

const given = { refundId, by: 'oSecond' }
const settled = { ...given, note: '已用银行转账退回' }
const { approved, refused, abnormal, closed } = withRefund
const later = asked + 5 * minute

/** Sent to the gateway at `asked`, and refused there. */
const sentAndRefused = agreed(recordRefundRefused(agreed(takeSendTurn(approved, refundId, asked)), refusal, asked))

describe('a merchant gives a refused refund up', () => {
  test('the amount is free, and the books say who did it', () => {
    const order = agreed(abandonRefund(refused, given, later))
    expect(order.refunds).toMatchObject([
      { state: 'abandoned', refusal: { code: 'NOTENOUGH' }, ended: { by: 'oSecond', at: later, note: null } },
    ])
    expect([refundableFen(refused), refundableFen(order)]).toStrictEqual([total - wish.amountFen, total])
    expect(order.nextCheckAt).toBeNull()
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
})

describe('a merchant settles by hand what WeChat could not', () => {
  test.each([
    ['refused', refused],
    ['abnormal', abnormal],
    ['closed', closed],
  ])('%s: the amount counts as given back, and the books say how', (_, before) => {
    const order = agreed(settleRefundManually(before, settled, later))
    expect(order.refunds).toMatchObject([
      { state: 'settled-manually', ended: { by: 'oSecond', at: later, note: '已用银行转账退回' } },
    ])
    expect([refundedFen(order), refundableFen(order)]).toStrictEqual([wish.amountFen, total - wish.amountFen])
  })

  test('after REFUNDCLOSE the amount must not have been asked back again', () => {
    const rest = fen(total - wish.amountFen + 1)
    const again = agreed(startRefund(closed, { ...wish, requestId: 'again', amountFen: rest, by: merchant }, later))
    expect(told(again, settleRefundManually(again, settled, later))).toBe('over_refundable')
    const less = agreed(
      startRefund(closed, { ...wish, requestId: 'again', amountFen: fen(rest - 1), by: merchant }, later),
    )
    expect(told(less, settleRefundManually(less, settled, later))).toBe('refund-settled-manually')
  })

  test('a sending that may still be under way is waited for', () => {
    expect(told(sentAndRefused, settleRefundManually(sentAndRefused, settled, asked + minute - 1))).toBe('too_soon')
  })

  test('when WeChat pays all the same, the books say so and keep what was said', () => {
    const manually = agreed(settleRefundManually(abnormal, settled, later))
    expect(agreed(settleRefund(manually, end('succeeded'), later)).refunds).toMatchObject([
      { state: 'succeeded', ended: { note: '已用银行转账退回' } },
    ])
  })
})

test('an extra payment whose refund is given up frees nothing of the order itself', () => {
  const twice = agreed(recordPayment(paid, { ...payment, transactionId: '42002' }, asked))
  const down = agreed(recordRefundRefused(twice, refusal, later))
  expect(refundableFen(agreed(abandonRefund(down, approval, later)))).toBe(total)
})
