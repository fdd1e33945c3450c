import type { OrderEvent } from '../model/events.ts'
import { limits } from '../model/limits.ts'
import type { Fen } from '../model/money.ts'
import type { Order, Payment } from '../model/order.ts'
import {
  countPendingBuyerRequests,
  countSent,
  countWaiting,
  isRefundPeriodOver,
  nextRefundId,
  refundableFen,
  requiresSecondApproval,
} from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. */
export type RequestRefundRefusal =
  | 'own_order'
  | 'request_id_reused'
  | 'not_paid'
  | 'payment_not_found'
  | 'refund_period_over'
  | 'nothing_to_refund'
  | 'too_many_waiting'
  | 'too_many_refunds'
  | 'over_refundable'

/** Refund as a buyer or merchant requests it; the amount in fen. */
export interface RefundRequest {
  requestId: string
  amountFen: Fen
  reason: string
  /** Openid of the requester. */
  by: string
  /** transaction_id of the extra payment to give back; only a merchant does that. Absent: the order's own payment. */
  extraTransactionId?: string
}

/** The refund that an earlier call with this requestId of the same person made. */
export function refundOfRequest(order: Order, wanted: Pick<RefundRequest, 'requestId' | 'by'>) {
  return order.refunds.find(({ requestId, requestedBy }) => requestId === wanted.requestId && requestedBy === wanted.by)
}

const isOf = (wanted: string) => (payment: Payment) => payment.transactionId === wanted

function refuse(order: Order, wanted: RefundRequest, now: number, byMerchant: boolean): RequestRefundRefusal | null {
  const { extraTransactionId = null } = wanted
  if (extraTransactionId === null && order.payment === null) return 'not_paid'
  if (extraTransactionId !== null && !order.extraPayments.some(isOf(extraTransactionId))) return 'payment_not_found'
  if (isRefundPeriodOver(order, extraTransactionId, now)) return 'refund_period_over'
  if (wanted.amountFen === 0) return 'nothing_to_refund'
  if (!byMerchant && countPendingBuyerRequests(order) >= limits.waitingRefundsPerOrder) return 'too_many_waiting'
  // What the buyer asked for and took back bounds the buyer only: it must not keep a merchant from giving money back.
  const many = byMerchant
    ? countSent(order, extraTransactionId) + countWaiting(order) - countPendingBuyerRequests(order) >=
      limits.sentRefundsPerOrder
    : order.refunds.length >= 2 * limits.sentRefundsPerOrder
  if (many) return 'too_many_refunds'
  return wanted.amountFen > refundableFen(order, extraTransactionId) ? 'over_refundable' : null
}

function enter(
  order: Order,
  wanted: RefundRequest,
  now: number,
  agree: ((refundId: string) => OrderEvent) | null,
): Decision<RequestRefundRefusal> {
  const earlier = refundOfRequest(order, wanted)
  if (earlier !== undefined) {
    const isSame =
      earlier.amountFen === wanted.amountFen &&
      earlier.reason === wanted.reason &&
      earlier.extraTransactionId === (wanted.extraTransactionId ?? null)
    return isSame ? unchanged(order) : { ok: false, refused: 'request_id_reused' }
  }
  const refused = refuse(order, wanted, now, agree !== null)
  if (refused !== null) return { ok: false, refused }
  const refundId = nextRefundId(order)
  const requested: OrderEvent = { type: 'refund-requested', at: now, refundId, ...wanted }
  return agree === null ? changed(order, now, requested) : changed(order, now, requested, agree(refundId))
}

/** Enters a buyer's wish for money back; the amount is held from now on. */
export function requestRefund(order: Order, wanted: RefundRequest, now: number): Decision<RequestRefundRefusal> {
  return enter(order, wanted, now, null)
}

/**
 * Enters a refund that a merchant starts without a request, of the order's own payment or of an extra one: number and amount
 * are stored before the gateway hears of it. Above `fourEyesFen` it waits for a second merchant. No merchant refunds their
 * own order.
 */
export function startRefund(
  order: Order,
  wanted: RefundRequest,
  now: number,
  fourEyesFen: number = limits.fourEyesFen,
): Decision<RequestRefundRefusal> {
  if (wanted.by === order.openid) return { ok: false, refused: 'own_order' }
  const type = requiresSecondApproval(order, wanted.amountFen, fourEyesFen)
    ? 'refund-first-approved'
    : 'refund-approved'
  return enter(order, wanted, now, (refundId) => ({ type, at: now, refundId, by: wanted.by }))
}
