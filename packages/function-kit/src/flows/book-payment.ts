import { type LearnedPayment, type Order, type RecordPaymentRefusal, recordPayment } from '@stack/order'
import type { Services } from './services.ts'

export type BookedPayment =
  | { booked: true; order: Order }
  | { booked: false; reason: RecordPaymentRefusal | 'unknown_order' }

/**
 * Books a payment that a verified notification or our own query reported. Money that does not fit is kept for the
 * merchant; either way the effect is durable when this returns, and doing it again changes nothing.
 */
export async function bookPayment(
  { books, now, log }: Services,
  outTradeNo: string,
  payment: LearnedPayment,
): Promise<BookedPayment> {
  const decision = await books.change(outTradeNo, (order) => recordPayment(order, payment, now()))
  if (decision.ok) {
    if (decision.change === 'changed') {
      const { transactionId, learnedFrom: from } = payment
      const isExtra = decision.order.payment?.transactionId !== transactionId
      log(isExtra ? 'error' : 'info', isExtra ? 'order paid a second time: it goes back' : 'order paid', {
        outTradeNo,
        transactionId,
        from,
      })
    }
    return { booked: true, order: decision.order }
  }
  const reason = decision.refused === 'not_found' ? 'unknown_order' : decision.refused
  log('error', 'money that fits no order is kept for the merchant', {
    outTradeNo,
    reason,
    transactionId: payment.transactionId,
  })
  const { transactionId, ...facts } = payment
  await books.keepUnmatched({ _id: transactionId, kind: 'payment', reason, outTradeNo, at: now(), facts })
  return { booked: false, reason }
}
