import { describe, expect, test } from 'vitest'
import {
  approveRefund,
  fen,
  type Order,
  type RefundState,
  refundableFen,
  rejectRefund,
  requestRefund,
  withdrawRefund,
} from '../../src/index.ts'
import { agreed, fresh, merchant, minute, paid, told } from '../helpers/orders.ts'
import {
  approval,
  asked,
  refundId,
  rejection,
  wish,
  withdrawal,
  withRefund,
  withStarted,
  withWithdrawn,
} from '../helpers/refunds.ts'

const later = asked + 5 * minute

describe('the race of approve, reject and withdraw is decided once', () => {
  // biome-ignore format: one row is one state of the refund
  test.each<[state: RefundState, approve: string, reject: string, withdraw: string]>([
    ['waiting',    'refund-approved',   'refund-rejected',   'refund-withdrawn'],
    ['approved',   'none',              'already_approved',  'already_approved'],
    ['refused',    'refund-approved',   'already_approved',  'already_approved'],
    ['processing', 'none',              'already_approved',  'already_approved'],
    ['rejected',   'already_rejected',  'none',              'already_rejected'],
    ['withdrawn',  'already_withdrawn', 'already_withdrawn', 'none'],
    ['succeeded',  'none',              'already_settled',   'already_settled'],
    ['abnormal',   'already_settled',   'already_settled',   'already_settled'],
    ['closed',     'already_settled',   'already_settled',   'already_settled'],
  ])('%s', (state, approve, reject, withdraw) => {
    const order = withRefund[state]
    expect(told(order, approveRefund(order, approval, later))).toBe(approve)
    expect(told(order, rejectRefund(order, rejection, later))).toBe(reject)
    expect(told(order, withdrawRefund(order, withdrawal, later))).toBe(withdraw)
  })

  // biome-ignore format: one row is one order
  test.each<[situation: string, order: Order, refundId: string]>([
    ['unpaid',                  fresh,              'WM1R1'],
    ['no refund at all',        paid,               'WM1R1'],
    ['another number',          withRefund.waiting, 'WM1R2'],
    ['a name of every object',  withRefund.waiting, 'constructor'],
  ])('%s: refund_not_found', (_, order, unknown) => {
    expect(told(order, approveRefund(order, { ...approval, refundId: unknown }, later))).toBe('refund_not_found')
    expect(told(order, rejectRefund(order, { ...rejection, refundId: unknown }, later))).toBe('refund_not_found')
    expect(told(order, withdrawRefund(order, { ...withdrawal, refundId: unknown }, later))).toBe('refund_not_found')
  })
})

describe('approveRefund(order, { refundId, by }, now) within the 50 refunds that the gateway allows', () => {
  const asking = (order: Order) => agreed(requestRefund(order, { ...wish, amountFen: fen(1) }, asked))

  // biome-ignore format: one row is one order
  test.each<[situation: string, order: Order, refundId: string, expected: string]>([
    ['49 sent',                     asking(withStarted(49)),                     'WM1R50', 'refund-approved'],
    ['50 sent',                     asking(withStarted(50)),                     'WM1R51', 'too_many_refunds'],
    ['50 sent, this is one of them', asking(withStarted(50)),                    'WM1R50', 'none'],
    ['50 sent, gone',               asking(withStarted(50)),                     'WM1R52', 'refund_not_found'],
    ['49 sent, 50 withdrawn',       asking(withWithdrawn(50, withStarted(49))),  'WM1R100', 'refund-approved'],
    ['50 sent, this one refused',   withStarted(49, withRefund.refused),         'WM1R1',  'refund-approved'],
  ])('%s', (_, order, id, expected) => {
    expect(told(order, approveRefund(order, { refundId: id, by: merchant }, later))).toBe(expected)
  })
})

describe('what a decision leaves', () => {
  // biome-ignore format: one row is one decision
  test.each([
    ['approved',  approveRefund(withRefund.waiting, approval, later),    { decidedBy: 'oMerchant', rejection: null },     later + 60_000, 3460],
    ['rejected',  rejectRefund(withRefund.waiting, rejection, later),    { decidedBy: 'oMerchant', rejection: '已使用' }, null,           4460],
    ['withdrawn', withdrawRefund(withRefund.waiting, withdrawal, later), { decidedBy: 'oBuyer',    rejection: null },     null,           4460],
  ] as const)('%s: who, when, what a timer does, what is free', (state, decision, decided, nextCheckAt, free) => {
    const order = agreed(decision)
    expect(order.refunds).toMatchObject([{ refundId, state, decidedAt: later, ...decided }])
    expect(order.nextCheckAt).toBe(nextCheckAt)
    expect(refundableFen(order)).toBe(free)
  })

  test('approving what the gateway refused sends it again: same number, same amount, a clean slate', () => {
    const again = agreed(approveRefund(withRefund.refused, { refundId, by: 'oSecond' }, later))
    expect(again.nextCheckAt).toBe(later + minute)
    expect(again.refunds).toEqual([
      { ...withRefund.refused.refunds[0], state: 'approved', decidedBy: 'oSecond', decidedAt: later, refusal: null },
    ])
  })

  test('only the refund that was meant changes', () => {
    const two = agreed(requestRefund(withRefund.waiting, { ...wish, requestId: 'refund-2' }, asked))
    const states = agreed(rejectRefund(two, { ...rejection, refundId: 'WM1R2' }, later)).refunds.map(
      ({ state }) => state,
    )
    expect(states).toEqual(['waiting', 'rejected'])
  })
})
