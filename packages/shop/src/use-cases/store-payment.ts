import { findPayment, type Order, type RecordPaymentRefusal, type ReportedPayment, recordPayment } from '@stack/order'
import type { Services } from './services.ts'

/** Result of storing a payment: the order, or the reason why it matches none. */
export type BookedPayment =
  | { booked: true; order: Order }
  | { booked: false; reason: RecordPaymentRefusal | 'order_not_found' }

/**
 * ShopStore a payment that a verified notification or our own query reported. Money that does not fit is kept for the
 * merchant; either way the effect is durable when this returns, and doing it again changes nothing.
 */
export async function storePayment(
  services: Services,
  outTradeNo: string,
  payment: ReportedPayment,
): Promise<BookedPayment> {
  const { store, now, log } = services
  const decision = await store.change(outTradeNo, (order) => recordPayment(order, payment, now()))
  if (decision.ok) {
    if (decision.change === 'changed') {
      const { transactionId, reportedBy: from } = payment
      const isExtra = decision.order.payment?.transactionId !== transactionId
      const about = { outTradeNo, transactionId, from }
      if (isExtra) log('error', 'payment.superfluous', 'a payment beside that of its order is to be refunded', about)
      else log('info', 'order.paid', 'order paid', about)
    }
    return { booked: true, order: decision.order }
  }
  const reason = decision.refused === 'not_found' ? 'order_not_found' : decision.refused
  log('error', 'payment.unmatched', 'a payment matches no order; it is kept as a discrepancy', {
    outTradeNo,
    reason,
    transactionId: payment.transactionId,
  })
  await keepDiscrepancy(services, outTradeNo, payment, reason)
  return { booked: false, reason }
}

const kinds = {
  order_not_found: 'payment-missing-locally',
  amount_mismatch: 'payment-amount',
  payer_mismatch: 'payment-state',
} as const

async function keepDiscrepancy(
  { store, now }: Services,
  outTradeNo: string,
  { transactionId, totalFen }: ReportedPayment,
  reason: keyof typeof kinds,
): Promise<void> {
  const order = reason === 'order_not_found' ? null : await store.find(outTradeNo)
  const localFen = (order && findPayment(order, transactionId)?.totalFen) ?? null
  await store.discrepancies.keep(
    {
      ...{ kind: kinds[reason], billDate: null, outTradeNo, refundId: null, transactionId },
      ...{ localFen, gatewayFen: totalFen, isRepairable: order !== null },
    },
    now(),
  )
}
