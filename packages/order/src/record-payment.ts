import { changed, type Decision, unchanged } from './decision.ts'
import type { OrderEvent } from './events.ts'
import type { Order, Payment } from './order.ts'
import { findPayment, nextRefundId } from './refunds.ts'

/** In order of precedence. Each is money that does not fit: it is kept for the merchant, never dropped. */
export type RecordPaymentRefusal = 'amount_mismatch' | 'payer_mismatch'

export interface LearnedPayment extends Payment {
  learnedFrom: 'notification' | 'query'
}

/**
 * Books a payment that a verified notification or our own query reported. Money for a closed order, and a second payment
 * of the same number, are booked and their refund approved in the same write: the goods may be gone, or were paid for once.
 */
export function recordPayment(order: Order, payment: LearnedPayment, now: number): Decision<RecordPaymentRefusal> {
  const known = findPayment(order, payment.transactionId)
  if (order.payment !== null && known === undefined) {
    return changed(order, now, { type: 'extra-paid', at: now, ...payment }, ...giveBack(order, payment, now))
  }
  const expected = known ?? order
  if (payment.totalFen !== expected.totalFen) return { ok: false, refused: 'amount_mismatch' }
  if (payment.openid !== expected.openid) return { ok: false, refused: 'payer_mismatch' }
  if (known !== undefined) return unchanged(order)
  const paid: OrderEvent = { type: 'paid', at: now, ...payment }
  return order.state === 'closed'
    ? changed(order, now, paid, ...giveBack(order, payment, now))
    : changed(order, now, paid)
}

function giveBack(order: Order, { transactionId, totalFen }: Payment, now: number): OrderEvent[] {
  const refundId = nextRefundId(order)
  const why =
    order.payment === null
      ? { requestId: 'paid-after-close', reason: '订单已关闭，款项退回' }
      : { requestId: `paid-twice-${transactionId}`, reason: '重复支付，款项退回', extraTransactionId: transactionId }
  return [
    { type: 'refund-requested', at: now, refundId, amountFen: totalFen, by: 'system', ...why },
    { type: 'refund-approved', at: now, refundId, by: 'system' },
  ]
}
