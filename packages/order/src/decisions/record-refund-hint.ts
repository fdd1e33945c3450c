import type { Order } from '../model/order.ts'
import { isUnsent } from '../model/refund-reports.ts'
import { findRefund, refundsDue } from '../model/refunds.ts'
import { computeNextCheck } from '../model/schedule.ts'
import { type Decision, unchanged } from './decision.ts'

/**
 * Records that a refund notification came: the timer queries the refund at once. Unchanged when nothing is open, because a
 * late hint must not put a finished order before the timer for ever. Refused when the refund was never sent.
 */
export function recordRefundHint(
  order: Order,
  refundId: string,
  now: number,
): Decision<'refund_not_found' | 'not_approved'> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (isUnsent(refund.state)) return { ok: false, refused: 'not_approved' }
  if (computeNextCheck(order, now) === null) return unchanged(order)
  const written = { ...order, nextCheckAt: now, refundHints: order.refundHints + 1 }
  return { ok: true, change: 'changed', order: written }
}

/**
 * Says whether a query that began with `before` may be older than a hint that is stored in `current`. Such a hint was
 * acknowledged because a timer still queries the refund: an older REFUNDCLOSE must not end that.
 */
export function hasNewerHint(current: Order, before: Order, refundId: string): boolean {
  return current.refundHints !== before.refundHints && refundsDue(current).some((due) => due.refundId === refundId)
}
