import { limits } from '../model/limits.ts'
import type { Order } from '../model/order.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. */
export type PrepayRefusal = 'already_paid' | 'order_closed' | 'order_closing' | 'too_late'

/** Also: the gateway was asked so often for this order that no further question is worth it. */
export type BeginPrepayRefusal = PrepayRefusal | 'too_many_tries'

/** Returns why an order cannot be paid now; null if it can. */
export function refusePrepay(order: Order, now: number): PrepayRefusal | null {
  if (order.state === 'paid') return 'already_paid'
  if (order.state === 'closed') return 'order_closed'
  if (order.state === 'closing') return 'order_closing'
  return order.expiresAt - now < limits.payableLeftMs ? 'too_late' : null
}

/** The stored prepay_id, if WeChat still honours it. */
export function freshPrepayId(order: Order, now: number): string | null {
  const { prepayId, prepaidAt } = order.prepay ?? {}
  return prepayId && prepaidAt && now - prepaidAt < limits.prepayLifeMs ? prepayId : null
}

/**
 * Stores that a unified order is about to be placed, before the gateway hears of it. Unchanged when a fresh prepay_id is
 * there already, or when the mark already reaches that far. `inFlightUntil` is the epoch ms at which the call has ended
 * at the latest.
 */
export function beginPrepay(
  order: Order,
  call: { spbillCreateIp: string; inFlightUntil: number },
  now: number,
): Decision<BeginPrepayRefusal> {
  const refused = refusePrepay(order, now)
  if (refused !== null) return { ok: false, refused }
  if (freshPrepayId(order, now) !== null) return unchanged(order)
  if (order.prepay !== null && order.prepay.inFlightUntil >= call.inFlightUntil) return unchanged(order)
  const tries = order.history.filter(({ type }) => type === 'prepay-begun').length
  if (tries >= limits.prepayTries) return { ok: false, refused: 'too_many_tries' }
  return changed(order, now, {
    type: 'prepay-begun',
    at: now,
    timeStart: now,
    timeExpire: order.expiresAt,
    spbillCreateIp: call.spbillCreateIp,
    inFlightUntil: call.inFlightUntil,
  })
}
