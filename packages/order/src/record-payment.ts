import { changed, type Decision, unchanged } from './decision.ts'
import type { OrderEvent } from './events.ts'
import type { Order, Payment } from './order.ts'
import { nextRefundId } from './refunds.ts'

/** In order of precedence. Each is money that does not fit: it is kept for the merchant, never dropped. */
export type RecordPaymentRefusal = 'amount_mismatch' | 'payer_mismatch' | 'other_transaction'

export interface LearnedPayment extends Payment {
  learnedFrom: 'notification' | 'query'
}

/**
 * Books a payment that a verified notification or our own query reported. Money for a closed order is booked and its
 * refund approved in the same write: the goods may be gone.
 */
export function recordPayment(order: Order, payment: LearnedPayment, now: number): Decision<RecordPaymentRefusal> {
  if (payment.totalFen !== order.totalFen) return { ok: false, refused: 'amount_mismatch' }
  if (payment.openid !== order.openid) return { ok: false, refused: 'payer_mismatch' }
  if (order.payment !== null) {
    return order.payment.transactionId === payment.transactionId
      ? unchanged(order)
      : { ok: false, refused: 'other_transaction' }
  }
  const paid: OrderEvent = { type: 'paid', at: now, ...payment }
  return order.state === 'closed' ? changed(order, now, paid, ...giveBack(order, now)) : changed(order, now, paid)
}

function giveBack(order: Order, now: number): OrderEvent[] {
  const refundId = nextRefundId(order)
  return [
    {
      type: 'refund-requested',
      at: now,
      refundId,
      requestId: 'paid-after-close',
      amountFen: order.totalFen,
      reason: '订单已关闭，款项退回',
      by: 'system',
    },
    { type: 'refund-approved', at: now, refundId, by: 'system' },
  ]
}
