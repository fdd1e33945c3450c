import type { Order } from '../model/order.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** Refusals of `confirmClosed`. */
export type ConfirmClosedRefusal = 'already_paid' | 'not_closing' | 'still_in_flight'

/**
 * ShopStore that WeChat has closed the order. Not believed when it was asked (`closeAskedAt`) while a unified order of this
 * number could still be under way: that one could reach the gateway after the close and make the number payable again.
 */
export function confirmClosed(order: Order, closeAskedAt: number, now: number): Decision<ConfirmClosedRefusal> {
  if (order.state === 'closed') return unchanged(order)
  if (order.state === 'paid') return { ok: false, refused: 'already_paid' }
  if (order.state === 'unpaid') return { ok: false, refused: 'not_closing' }
  if (closeAskedAt < (order.prepay?.inFlightUntil ?? 0)) return { ok: false, refused: 'still_in_flight' }
  return changed(order, now, { type: 'closed', at: now })
}
