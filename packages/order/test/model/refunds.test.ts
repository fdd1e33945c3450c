import { describe, expect, test } from 'vitest'
import {
  countSent,
  countWaiting,
  findRefund,
  nextRefundId,
  type Order,
  openRefunds,
  type RefundState,
  refundableFen,
  refundedFen,
} from '../../src/index.ts'
import { closed, fresh, paid, paidAfterClose } from '../helpers/orders.ts'
import { refundId, withRefund, withStarted, withWaiting, withWithdrawn } from '../helpers/refunds.ts'

describe('one refund of 10.00 yuan of 44.60, in each of its states', () => {
  // biome-ignore format: one row is one state of the refund
  test.each<[state: RefundState, refunded: number, refundable: number, waiting: number, sent: number, open: string[]]>([
    ['waiting',    0,    3460, 1, 0, []],
    ['withdrawn',  0,    4460, 0, 0, []],
    ['rejected',   0,    4460, 0, 0, []],
    ['approved',   0,    3460, 0, 1, [refundId]],
    ['refused',    0,    3460, 0, 1, []],
    ['processing', 0,    3460, 0, 1, [refundId]],
    ['succeeded',  1000, 3460, 0, 1, []],
    ['abnormal',   0,    3460, 0, 1, []],
    ['closed',     0,    4460, 0, 1, []],
  ])('%s', (state, refunded, refundable, waiting, sent, open) => {
    const order = withRefund[state]
    expect(refundedFen(order)).toBe(refunded)
    expect(refundableFen(order)).toBe(refundable)
    expect(countWaiting(order)).toBe(waiting)
    expect(countSent(order)).toBe(sent)
    expect(openRefunds(order).map((refund) => refund.refundId)).toEqual(open)
  })
})

describe('orders with none, one and many', () => {
  // biome-ignore format: one row is one order
  test.each<[situation: string, order: Order, refundable: number, waiting: number, sent: number, next: string]>([
    ['unpaid',           fresh,             0,    0, 0,  'WM1R1'],
    ['closed',           closed,            0,    0, 0,  'WM1R1'],
    ['paid',             paid,              4460, 0, 0,  'WM1R1'],
    ['paid after close', paidAfterClose,    0,    0, 1,  'WM1R2'],
    ['3 waiting',        withWaiting(3),    4457, 3, 0,  'WM1R4'],
    ['50 started',       withStarted(50),   4410, 0, 50, 'WM1R51'],
    ['99 withdrawn',     withWithdrawn(99), 4460, 0, 0,  'WM1R100'],
  ])('%s', (_, order, refundable, waiting, sent, next) => {
    expect(refundableFen(order)).toBe(refundable)
    expect(countWaiting(order)).toBe(waiting)
    expect(countSent(order)).toBe(sent)
    expect(nextRefundId(order)).toBe(next)
  })
})

test('findRefund(order, refundId) finds by the whole number only', () => {
  expect(findRefund(withStarted(12), 'WM1R12')?.requestId).toBe('started-12')
  expect(findRefund(withStarted(12), 'WM1R1')?.requestId).toBe('started-1')
  expect(findRefund(withStarted(12), 'WM1R')).toBeUndefined()
  expect(findRefund(fresh, 'WM1R1')).toBeUndefined()
})
