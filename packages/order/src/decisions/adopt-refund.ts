import type { OrderEvent } from '../model/events.ts'
import type { Fen } from '../model/money.ts'
import type { Order } from '../model/order.ts'
import { findPayment, findRefund } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'
import type { SettledRefund } from './record-refund.ts'

/** A refund that the gateway knows and the order does not. */
export interface ReportedRefund {
  refundId: string
  gatewayRefundId: string
  transactionId: string
  amountFen: Fen
  /** Result at the gateway; null while it is processed. */
  end: Pick<SettledRefund, 'state' | 'settledAt' | 'receivedBy'> | null
}

/** `payment_not_found`: it gives back a payment that the order does not have. */
export type AdoptRefundRefusal = 'payment_not_found'

/**
 * Takes a refund over that a merchant made at WeChat's own platform, as refundquery reports it. It counts in every sum from
 * now on, even beyond what was paid: it has happened. `by` is the merchant who takes it over.
 */
export function adoptRefund(
  order: Order,
  { refundId, gatewayRefundId, transactionId, amountFen, end }: ReportedRefund,
  by: string,
  now: number,
): Decision<AdoptRefundRefusal> {
  if (findRefund(order, refundId) !== undefined) return unchanged(order)
  if (findPayment(order, transactionId) === undefined) return { ok: false, refused: 'payment_not_found' }
  const adopted: OrderEvent = {
    ...{ type: 'refund-adopted', at: now, refundId, gatewayRefundId, amountFen, by },
    ...(transactionId !== order.payment?.transactionId && { extraTransactionId: transactionId }),
  }
  return end === null
    ? changed(order, now, adopted)
    : changed(order, now, adopted, { type: 'refund-settled', at: now, refundId, gatewayRefundId, ...end })
}
