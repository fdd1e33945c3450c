import type { OrderEvent } from '../model/events.ts'
import type { Order, Payment } from '../model/order.ts'
import { findPayment, nextRefundId } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. WeChat contradicts what it said of the same transaction before. */
export type RecordPaymentRefusal = 'amount_mismatch' | 'payer_mismatch'

/** Payment as a notification or query reports it. */
export interface ReportedPayment extends Payment {
  reportedBy: 'notification' | 'query'
}

type Mismatch = { totalFen: number; openid: string }

function mismatchOf(payment: Payment, expected: Mismatch): 'amount' | 'payer' | null {
  if (payment.totalFen !== expected.totalFen) return 'amount'
  return payment.openid === expected.openid ? null : 'payer'
}

/**
 * ShopStore a payment that a verified notification or our own query reported. Money for a closed order, and a second payment
 * of the same number, are booked and their refund approved in the same write: the goods may be gone, or were paid for once.
 * Money of another amount or payer ends the order, and waits for a merchant to give it back.
 */
export function recordPayment(order: Order, payment: ReportedPayment, now: number): Decision<RecordPaymentRefusal> {
  const known = findPayment(order, payment.transactionId)
  if (known !== undefined) {
    const mismatch = mismatchOf(payment, known)
    return mismatch === null ? unchanged(order) : { ok: false, refused: `${mismatch}_mismatch` }
  }
  const extra = { type: 'extra-paid', at: now, ...payment } as const
  if (order.payment !== null) return changed(order, now, extra, ...giveBack(order, payment, 'twice', now))
  const why = mismatchOf(payment, order)
  if (why !== null) {
    return changed(
      order,
      now,
      { ...extra, why },
      ...giveBack(order, payment, 'mismatch', now),
      ...endByMismatch(order, now),
    )
  }
  const paid: OrderEvent = { type: 'paid', at: now, ...payment }
  return order.state === 'closed'
    ? changed(order, now, paid, ...giveBack(order, payment, 'late', now))
    : changed(order, now, paid)
}

type Why = 'late' | 'twice' | 'mismatch'

const reasons: Record<Why, string> = {
  late: '订单已关闭，款项退回',
  twice: '重复支付，款项退回',
  mismatch: '付款与订单不符，款项退回',
}

function giveBack(order: Order, { transactionId, totalFen }: Payment, why: Why, now: number): OrderEvent[] {
  const refundId = nextRefundId(order)
  const whose =
    why === 'late'
      ? { requestId: 'paid-after-close' }
      : { requestId: `paid-twice-${transactionId}`, extraTransactionId: transactionId }
  const requested: OrderEvent = {
    ...{ type: 'refund-requested', at: now, refundId, amountFen: totalFen, by: 'system', reason: reasons[why] },
    ...whose,
  }
  // Nobody knows yet what money that does not fit is: a merchant decides.
  return why === 'mismatch' ? [requested] : [requested, { type: 'refund-approved', at: now, refundId, by: 'system' }]
}

/** Returns the events that end an order whose number is paid at WeChat: nothing has to be closed there. */
export function endByMismatch({ state }: Order, now: number): OrderEvent[] {
  const closing: OrderEvent[] = state === 'unpaid' ? [{ type: 'closing', at: now, by: 'mismatch' }] : []
  return state === 'closed' ? [] : [...closing, { type: 'closed', at: now }]
}
