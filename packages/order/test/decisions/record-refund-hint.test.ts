import { describe, expect, test } from 'vitest'
import { hasNewerHint, type Order, recordRefundHint } from '../../src/index.ts'
import { agreed, paid, told } from '../helpers/orders.ts'
import { asked, refundId, withRefund } from '../helpers/refunds.ts'

describe('recordRefundHint(order, refundId, now)', () => {
  // biome-ignore format: one row is one order
  test.each<[situation: string, order: Order, result: string]>([
    ['no refund',               paid,                              'refund_not_found'],
    ['waiting',                 withRefund.waiting,                'not_approved'],
    ['withdrawn',               withRefund.withdrawn,              'not_approved'],
    ['rejected',                withRefund.rejected,               'not_approved'],
    ['approved',                withRefund.approved,               'written'],
    ['processing',              withRefund.processing,             'written'],
    ['abnormal, followed',      withRefund.abnormal,               'written'],
    ['closed',                  withRefund.closed,                 'none'],
    ['succeeded',               withRefund.succeeded,              'none'],
  ])('%s: %s', (_situation, order, result) => {
    expect(told(order, recordRefundHint(order, refundId, asked))).toBe(result)
  })

  test('lets the timer look at once, and counts', () => {
    const once = agreed(recordRefundHint(withRefund.processing, refundId, asked))
    expect(once).toEqual({ ...withRefund.processing, nextCheckAt: asked, refundHints: 1 })
    expect(agreed(recordRefundHint(once, refundId, asked)).refundHints).toBe(2)
  })
})

test('hasNewerHint: only of a refund that a timer still queries', () => {
  const { processing, closed } = withRefund
  const hinted = agreed(recordRefundHint(processing, refundId, asked))
  expect(hasNewerHint(processing, processing, refundId)).toBe(false)
  expect(hasNewerHint(hinted, processing, refundId)).toBe(true)
  expect(hasNewerHint(hinted, processing, 'WM1R2')).toBe(false)
  expect(hasNewerHint({ ...closed, refundHints: 1 }, processing, refundId)).toBe(false)
})
