import { mayBeInFlight } from '../model/may-be-in-flight.ts'
import type { Order, Refund } from '../model/order.ts'
import { findRefund, fitsPayment, isMerchantTask } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence; those after `own_order` only refuse a decision, never a fact. */
export type SettleRefundManuallyRefusal =
  | 'refund_not_found'
  | 'own_order'
  | 'not_refused'
  | 'too_soon'
  | 'over_refundable'

/** Why a merchant must not decide to pay outside WeChat: null when he may, once the gateway was queried. */
function refuseDecision(order: Order, refund: Refund, now: number): SettleRefundManuallyRefusal | null {
  if (!isMerchantTask(refund) || refund.state === 'refunded-twice') return 'not_refused'
  if (mayBeInFlight(order, refund, now)) return 'too_soon'
  // What was freed may have been requested again meanwhile.
  return fitsPayment(order, refund) ? null : 'over_refundable'
}

/**
 * Records that a merchant gives the money back outside WeChat. `isFact`: he has done so already, which is always recorded,
 * whatever the refund is; with the money that WeChat brings as well, now or later, it is `refunded-twice`. Else he decided
 * to: only what is a task, and to be called after the gateway was queried.
 */
export function settleRefundManually(
  order: Order,
  { refundId, by, note, isFact }: { refundId: string; by: string; note: string; isFact: boolean },
  now: number,
): Decision<SettleRefundManuallyRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (by === order.openid) return { ok: false, refused: 'own_order' }
  const isRecorded = refund.state === 'settled-manually' || (isFact && refund.state === 'refunded-twice')
  if (isRecorded) return unchanged(order)
  const refused = isFact ? null : refuseDecision(order, refund, now)
  if (refused !== null) return { ok: false, refused }
  return changed(order, now, { type: 'refund-settled-manually', at: now, refundId, by, note, isFact })
}
