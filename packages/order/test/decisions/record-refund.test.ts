import { describe, expect, test } from 'vitest'
import {
  approveRefund,
  fen,
  type Order,
  type RefundState,
  recordRefundAccepted,
  recordRefundRefused,
  settleRefund,
} from '../../src/index.ts'
import { agreed, fresh, hour, minute, paid, told } from '../helpers/orders.ts'
import { acceptance, approval, asked, end, gatewayRefundId, refundId, refusal, withRefund } from '../helpers/refunds.ts'

const later = asked + 5 * minute

describe('what the gateway reports of an unknown refund, or of another amount', () => {
  // biome-ignore format: one row is one order
  test.each<[situation: string, order: Order, refundId: string]>([
    ['unpaid',           fresh,                 'WM1R1'],
    ['no refund at all', paid,                  'WM1R1'],
    ['another number',   withRefund.processing, 'WM1R2'],
  ])('%s: refund_not_found', (_, order, unknown) => {
    expect(told(order, recordRefundAccepted(order, { ...acceptance, refundId: unknown }, later))).toBe('refund_not_found')
    expect(told(order, recordRefundRefused(order, { ...refusal, refundId: unknown }, later))).toBe('refund_not_found')
    expect(told(order, settleRefund(order, end('succeeded', { refundId: unknown }), later))).toBe('refund_not_found')
  })

  // biome-ignore format: one row is one end
  test.each<[state: RefundState, end: 'succeeded' | 'abnormal' | 'closed', amountFen: number, expected: string]>([
    ['waiting',    'succeeded', 999,  'not_approved'],
    ['approved',   'succeeded', 999,  'refund-refused'],
    ['refused',    'succeeded', 1001, 'amount_mismatch'],
    ['processing', 'succeeded', 999,  'refund-refused'],
    ['processing', 'abnormal',  1001, 'refund-refused'],
    ['processing', 'closed',    0,    'refund-refused'],
    ['abnormal',   'succeeded', 999,  'amount_mismatch'],
    ['succeeded',  'succeeded', 999,  'none'],
    ['closed',     'closed',    999,  'none'],
  ])('%s, %s with %d fen where 1000 were sent: %s', (state, outcome, amountFen, expected) => {
    const order = withRefund[state]
    expect(told(order, settleRefund(order, end(outcome, { amountFen: fen(amountFen) }), later))).toBe(expected)
  })
})

describe('what an answer leaves', () => {
  const { approved, refused, processing, abnormal } = withRefund

  // biome-ignore format: one row is one answer
  test.each([
    ['accepted',  recordRefundAccepted(approved, acceptance, later),      'processing', later + 60_000],
    ['refused',   recordRefundRefused(approved, refusal, later),          'refused',    null],
    ['succeeded', settleRefund(processing, end('succeeded'), later),      'succeeded',  null],
    ['abnormal',  settleRefund(processing, end('abnormal'), later),       'abnormal',   later + hour],
    ['closed',    settleRefund(processing, end('closed'), later),         'closed',     null],
    ['succeeded, after all', settleRefund(abnormal, end('succeeded'), later), 'succeeded', null],
  ])('%s: the state, and when a timer looks again', (_, decision, state, nextCheckAt) => {
    expect(agreed(decision)).toMatchObject({ refunds: [{ state }], nextCheckAt })
  })

  test('a refusal says why, until the gateway takes the refund after all', () => {
    expect(refused.refunds).toMatchObject([
      { refusal: { code: 'NOTENOUGH', message: '基本账户余额不足，请充值后重新发起' }, gatewayRefundId: null },
    ])
    expect(agreed(recordRefundAccepted(refused, acceptance, later)).refunds).toMatchObject([
      { refusal: null, gatewayRefundId },
    ])
    expect(agreed(settleRefund(refused, end('succeeded'), later)).refunds).toMatchObject([
      { refusal: null, gatewayRefundId },
    ])
    expect(agreed(approveRefund(refused, approval, later)).refunds).toMatchObject([
      { refusal: null, gatewayRefundId: null },
    ])
  })

  test('a success says when and where the money arrived', () => {
    expect(withRefund.succeeded.refunds).toMatchObject([
      { refundId, gatewayRefundId, settledAt: asked + minute, receivedBy: '支付用户零钱' },
    ])
  })
})
