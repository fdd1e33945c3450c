import type { Order } from '../model/order.ts'
import { type PrepayRefusal, refusePrepay } from './begin-prepay.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** Keeps the prepay_id; refused when the order was paid or closed while the gateway was asked. */
export function recordPrepay(order: Order, prepayId: string, now: number): Decision<PrepayRefusal> {
  const refused = refusePrepay(order, now)
  if (refused !== null) return { ok: false, refused }
  if (order.prepay?.prepayId === prepayId) return unchanged(order)
  return changed(order, now, { type: 'prepaid', at: now, prepayId })
}
