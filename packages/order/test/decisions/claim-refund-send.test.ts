import { expect, test } from 'vitest'
import { claimRefundSend, type Order, openRefunds, recordRefundAccepted } from '../../src/index.ts'
import { agreed, minute, paid, told } from '../helpers/orders.ts'
import { asked, gatewayRefundId, withRefund, withStarted } from '../helpers/refunds.ts'

const two = withStarted(2)
const sent = agreed(claimRefundSend(two, 'WM1R1', asked))
const { lastSend: _, ...older } = two

// biome-ignore format: one row is one call
test.each<[situation: string, order: Order, refundId: string, at: number, expected: string]>([
  ['the first of an order',             two,                'WM1R1', 0,             'written'],
  ['an order stored without the fact',  older,              'WM1R1', 0,             'written'],
  ['the same again, later',             sent,               'WM1R1', 1,             'written'],
  ['the same again, at once',           sent,               'WM1R1', 0,             'none'],
  ['another within the minute',         sent,               'WM1R2', minute - 1,    'too_soon'],
  ['another after the minute',          sent,               'WM1R2', minute,        'written'],
  ['another, sent by a clock ahead of ours', sent,          'WM1R2', 1 - 10 * minute, 'too_soon'],
  ['another, the clock was set back',   sent,               'WM1R2', -10 * minute,  'written'],
  ['one that only waits',               withRefund.waiting, 'WM1R1', 0,             'not_approved'],
  ['one that was refused',              withRefund.refused, 'WM1R1', 0,             'not_approved'],
  ['one that is there no more',         two,                'WM1R9', 0,             'refund_not_found'],
  ['an order without refunds',          paid,               'WM1R1', 0,             'refund_not_found'],
])('%s', (_situation, order, refundId, at, expected) => {
  expect(told(order, claimRefundSend(order, refundId, asked + at))).toBe(expected)
})

test('what was sent last stands last, so that one that stays open keeps nobody else from the turn', () => {
  const ids = (order: Order) => openRefunds(order).map(({ refundId }) => refundId)
  expect([ids(two), ids(sent)]).toEqual([
    ['WM1R1', 'WM1R2'],
    ['WM1R2', 'WM1R1'],
  ])
})

test('the turn outlives whatever happens to the order', () => {
  const after = agreed(recordRefundAccepted(sent, { refundId: 'WM1R1', gatewayRefundId }, asked))
  expect(after.lastSend).toEqual({ refundId: 'WM1R1', at: asked })
})
