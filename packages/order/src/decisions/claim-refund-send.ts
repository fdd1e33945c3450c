import { limits } from '../model/limits.ts'
import type { Order } from '../model/order.ts'
import { findRefund } from '../model/refunds.ts'
import { type Decision, unchanged } from './decision.ts'

/**
 * Takes the turn to send an approved refund, before the gateway hears of it: WeChat Pay wants a minute between two refunds
 * of one order. The same refund may be sent again at any time, as its number makes it the same one.
 */
export function claimRefundSend(
  order: Order,
  refundId: string,
  now: number,
): Decision<'refund_not_found' | 'not_approved' | 'too_soon'> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (refund.state !== 'approved') return { ok: false, refused: 'not_approved' }
  const { lastSend } = order
  if (lastSend?.refundId === refundId && lastSend.at >= now) return unchanged(order)
  if (lastSend && lastSend.refundId !== refundId) {
    const since = now - lastSend.at
    // A clock set back must not hold a refund for ever.
    if (since > -limits.clockLeadMs && since < limits.betweenRefundsMs) return { ok: false, refused: 'too_soon' }
  }
  return { ok: true, change: 'changed', order: { ...order, lastSend: { refundId, at: now } } }
}
