import type { OrderEvent } from '../model/events.ts'
import { limits } from '../model/limits.ts'
import type { Order, Refund, RefundState } from '../model/order.ts'
import { countSent, findRefund, isRefundPeriodOver, requiresSecondApproval } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. */
export type DecideRefundRefusal =
  | 'refund_not_found'
  | 'own_order'
  | 'already_approved'
  | 'already_rejected'
  | 'already_withdrawn'
  | 'already_settled'
  | 'not_your_request'
  | 'refund_period_over'
  | 'too_many_refunds'

type Verb = 'approve' | 'reject' | 'withdraw'
type Outcome = 'go' | 'same' | DecideRefundRefusal

/** Result of each verb in each state: the race of approve, reject and withdraw is decided here, once. */
const outcomes: Record<RefundState, Record<Verb, Outcome>> = {
  waiting: { approve: 'go', reject: 'go', withdraw: 'go' },
  withdrawn: { approve: 'already_withdrawn', reject: 'already_withdrawn', withdraw: 'same' },
  rejected: { approve: 'already_rejected', reject: 'same', withdraw: 'already_rejected' },
  approved: { approve: 'same', reject: 'already_approved', withdraw: 'already_approved' },
  // Approving what the gateway refused sends it again with the same number, e.g. after a top-up.
  refused: { approve: 'go', reject: 'already_approved', withdraw: 'already_approved' },
  processing: { approve: 'same', reject: 'already_approved', withdraw: 'already_approved' },
  succeeded: { approve: 'same', reject: 'already_settled', withdraw: 'already_settled' },
  'returned-to-merchant': { approve: 'already_settled', reject: 'already_settled', withdraw: 'already_settled' },
  abnormal: { approve: 'already_settled', reject: 'already_settled', withdraw: 'already_settled' },
  closed: { approve: 'already_settled', reject: 'already_settled', withdraw: 'already_settled' },
  abandoned: { approve: 'already_settled', reject: 'already_settled', withdraw: 'already_settled' },
  'settled-manually': { approve: 'already_settled', reject: 'already_settled', withdraw: 'already_settled' },
  'refunded-twice': { approve: 'already_settled', reject: 'already_settled', withdraw: 'already_settled' },
}

function decide(
  order: Order,
  refundId: string,
  verb: Verb,
  go: (refund: Refund) => Decision<DecideRefundRefusal>,
): Decision<DecideRefundRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  const outcome = outcomes[refund.state][verb]
  if (outcome === 'same') return unchanged(order)
  return outcome === 'go' ? go(refund) : { ok: false, refused: outcome }
}

function refuseWaiting(order: Order, refund: Refund, now: number): DecideRefundRefusal | null {
  if (isRefundPeriodOver(order, refund.extraTransactionId, now)) return 'refund_period_over'
  return countSent(order, refund.extraTransactionId) >= limits.sentRefundsPerOrder ? 'too_many_refunds' : null
}

/**
 * A merchant agrees: from this write on the refund is to be sent, or, above `fourEyesFen`, waits for a second merchant.
 * Nobody gives money back to himself.
 */
export function approveRefund(
  order: Order,
  { refundId, by }: { refundId: string; by: string },
  now: number,
  fourEyesFen: number = limits.fourEyesFen,
): Decision<DecideRefundRefusal> {
  if (by === order.openid && findRefund(order, refundId) !== undefined) return { ok: false, refused: 'own_order' }
  return decide(order, refundId, 'approve', (refund) => {
    const { state, amountFen, firstApprovedBy } = refund
    const approved: OrderEvent = { type: 'refund-approved', at: now, refundId, by }
    if (state !== 'waiting') return changed(order, now, approved)
    const refused = refuseWaiting(order, refund, now)
    if (refused !== null) return { ok: false, refused }
    if (firstApprovedBy === by) return unchanged(order)
    const isFirst = firstApprovedBy === null && requiresSecondApproval(order, amountFen, fourEyesFen)
    return changed(order, now, isFirst ? { ...approved, type: 'refund-first-approved' } : approved)
  })
}

/** A merchant says no, with a reason that the buyer reads; the amount is free again. */
export function rejectRefund(
  order: Order,
  { refundId, by, reason }: { refundId: string; by: string; reason: string },
  now: number,
): Decision<DecideRefundRefusal> {
  return decide(order, refundId, 'reject', () =>
    changed(order, now, { type: 'refund-rejected', at: now, refundId, by, reason }),
  )
}

/** The buyer takes a waiting request of his own back; the amount is free again. */
export function withdrawRefund(
  order: Order,
  { refundId, by }: { refundId: string; by: string },
  now: number,
): Decision<DecideRefundRefusal> {
  return decide(order, refundId, 'withdraw', ({ requestedBy }) =>
    requestedBy === by
      ? changed(order, now, { type: 'refund-withdrawn', at: now, refundId, by })
      : { ok: false, refused: 'not_your_request' },
  )
}
