import type { Order } from '../model/order.ts'
import { findRefund, isOverRefundTask, overRefundedFen } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. `not_a_task`: nothing here waits for a note. */
export type ResolveRefundTaskRefusal = 'refund_not_found' | 'own_order' | 'not_a_task'

/**
 * Records a merchant's note that ends a task which nothing else ends: a refund that was paid twice (`refundId`), or more
 * refunded than paid (null). The sums stay as they are: what became of the money stands in the note.
 */
export function resolveRefundTask(
  order: Order,
  { refundId, by, note }: { refundId: string | null; by: string; note: string },
  now: number,
): Decision<ResolveRefundTaskRefusal> {
  const refund = refundId === null ? null : findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (by === order.openid) return { ok: false, refused: 'own_order' }
  if (refund === null) {
    if (overRefundedFen(order) === 0) return { ok: false, refused: 'not_a_task' }
    if (!isOverRefundTask(order)) return unchanged(order)
    const event = { type: 'over-refund-resolved', at: now, by, note, overRefundedFen: overRefundedFen(order) } as const
    return changed(order, now, event)
  }
  if (refund.state !== 'refunded-twice') return { ok: false, refused: 'not_a_task' }
  if (refund.resolution !== null) return unchanged(order)
  return changed(order, now, { type: 'refund-twice-resolved', at: now, refundId: refund.refundId, by, note })
}
