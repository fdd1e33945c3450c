import type { Order } from '../model/order.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** Refusals of `beginClose`. */
export type BeginCloseRefusal = 'already_paid' | 'not_expired'

/**
 * Ends an unpaid order: `closing` until WeChat has closed it too, or `closed` at once when WeChat never heard of it.
 */
export function beginClose(order: Order, by: 'buyer' | 'expiry', now: number): Decision<BeginCloseRefusal> {
  if (order.state === 'paid') return { ok: false, refused: 'already_paid' }
  if (order.state !== 'unpaid') return unchanged(order)
  if (by === 'expiry' && now < order.expiresAt) return { ok: false, refused: 'not_expired' }
  const closing = { type: 'closing', at: now, by } as const
  return order.prepay === null
    ? changed(order, now, closing, { type: 'closed', at: now })
    : changed(order, now, closing)
}
