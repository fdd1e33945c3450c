import { changed, type Decision, unchanged } from './decision.ts'
import type { EventOf } from './events.ts'
import { limits } from './limits.ts'
import type { Order, Refund } from './order.ts'
import { findRefund, isTask, refundableFen } from './refunds.ts'

/** In order of precedence. */
export type AbandonRefundRefusal = 'refund_not_found' | 'own_order' | 'not_refused' | 'too_soon'
/** In order of precedence. */
export type SettleRefundManuallyRefusal = AbandonRefundRefusal | 'over_refundable'

/** A sending that its function gave up may still reach the gateway, and be accepted there. */
function mayBeUnderWay({ lastSend }: Order, { refundId, state }: Refund, now: number): boolean {
  if (state !== 'refused' || lastSend?.refundId !== refundId) return false
  const since = now - lastSend.at
  // A clock set back must not hold a refund for ever.
  return since > -limits.clockLeadMs && since < limits.sendingMs
}

function end<Refused extends string>(
  order: Order,
  event: EventOf<'refund-abandoned' | 'refund-settled-manually'>,
  refuse: (refund: Refund) => Refused | null,
): Decision<AbandonRefundRefusal | Refused> {
  const refund = findRefund(order, event.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (event.by === order.openid) return { ok: false, refused: 'own_order' }
  if (event.type === `refund-${refund.state}`) return unchanged(order)
  if (!isTask(refund)) return { ok: false, refused: 'not_refused' }
  if (mayBeUnderWay(order, refund, event.at)) return { ok: false, refused: 'too_soon' }
  const refused = refuse(refund)
  return refused === null ? changed(order, event.at, event) : { ok: false, refused }
}

/**
 * A merchant gives up what the gateway refused or closed: the amount is free. To be asked for only after the gateway said
 * that it has no such refund, or closed it; one that was sent again meanwhile is refused.
 */
export function abandonRefund(
  order: Order,
  { refundId, by }: { refundId: string; by: string },
  now: number,
): Decision<AbandonRefundRefusal> {
  // After CHANGE the money has left the shop's account: it has to reach the buyer, whoever brings it.
  return end(order, { type: 'refund-abandoned', at: now, refundId, by }, ({ state }) =>
    state === 'abnormal' ? 'not_refused' : null,
  )
}

/**
 * A merchant says that he gave the money back another way: the amount counts as given back. After REFUNDCLOSE the amount
 * was free, so it has to be there still.
 */
export function settleRefundManually(
  order: Order,
  { refundId, by, note }: { refundId: string; by: string; note: string },
  now: number,
): Decision<SettleRefundManuallyRefusal> {
  return end(
    order,
    { type: 'refund-settled-manually', at: now, refundId, by, note },
    ({ state, extraTransactionId, amountFen }) =>
      state === 'closed' && !extraTransactionId && amountFen > refundableFen(order) ? 'over_refundable' : null,
  )
}
