import { changed, type Decision, unchanged } from './decision.ts'
import type { Order } from './order.ts'
import { givenBackFen } from './refunds.ts'

/** In order of precedence. */
export type MarkCollectedRefusal = 'not_paid' | 'fully_refunded'

/**
 * Books that a merchant (`by`) handed the goods over. Refused when all of the money is given back or on its way: what the
 * buyer merely asks for does not count. Refunds stay possible afterwards, and do not undo it.
 */
export function markCollected(order: Order, by: string, now: number): Decision<MarkCollectedRefusal> {
  // Truthy and not `!== null`: orders stored before this fact existed lack the field.
  if (order.collectedAt) return unchanged(order)
  if (order.payment === null) return { ok: false, refused: 'not_paid' }
  if (givenBackFen(order) === order.payment.totalFen) return { ok: false, refused: 'fully_refunded' }
  return changed(order, now, { type: 'collected', at: now, by })
}
