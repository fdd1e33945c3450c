import type { Order } from '../model/order.ts'
import { committedRefundFen } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. */
export type MarkCollectedRefusal = 'not_paid' | 'fully_refunded' | 'paid_after_close'

/**
 * Records that a merchant (`by`) handed the goods over. Refused when all of the money is refunded or committed, and when
 * the stock went back before the money came: it may be sold to someone else. What the buyer only requests does not count.
 * Refunds stay possible afterwards, and do not undo it.
 */
export function markCollected(order: Order, by: string, now: number): Decision<MarkCollectedRefusal> {
  if (order.collectedAt !== null) return unchanged(order)
  if (order.payment === null) return { ok: false, refused: 'not_paid' }
  if (committedRefundFen(order) >= order.payment.totalFen) return { ok: false, refused: 'fully_refunded' }
  if (order.history.some(({ type }) => type === 'closed')) return { ok: false, refused: 'paid_after_close' }
  return changed(order, now, { type: 'collected', at: now, by })
}
