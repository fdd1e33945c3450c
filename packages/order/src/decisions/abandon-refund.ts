import { mayBeInFlight } from '../model/may-be-in-flight.ts'
import type { Order, RefundState } from '../model/order.ts'
import { findRefund } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. `not_refused`: nothing of this refund is a task that can be abandoned. */
export type AbandonRefundRefusal = 'refund_not_found' | 'own_order' | 'not_refused' | 'too_soon'

/** After CHANGE the money has left the shop's account: it has to reach the buyer, whoever brings it. */
const abandonable: ReadonlySet<RefundState> = new Set(['refused', 'closed', 'returned-to-merchant'])

/**
 * Records that a merchant abandons what the gateway refused, closed, or returned to the shop: the buyer gets nothing, the
 * amount is free (after a return, for goods only: WeChat counts it as refunded). To be called after the gateway was queried.
 */
export function abandonRefund(
  order: Order,
  { refundId, by }: { refundId: string; by: string },
  now: number,
): Decision<AbandonRefundRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (by === order.openid) return { ok: false, refused: 'own_order' }
  if (refund.state === 'abandoned') return unchanged(order)
  if (!abandonable.has(refund.state)) return { ok: false, refused: 'not_refused' }
  if (mayBeInFlight(order, refund, now)) return { ok: false, refused: 'too_soon' }
  return changed(order, now, { type: 'refund-abandoned', at: now, refundId, by })
}
