import { type Order, refundedPayment } from '@stack/order'
import { dayOfPayment, earlierDaysOfRefund, type FoundDiscrepancy, lastDayOfRefund } from '@stack/shop'

/** Money of an order that the day's bill lacks; a refund may still stand in the bill of one of these other days. */
export interface Missing {
  discrepancy: FoundDiscrepancy
  otherDays: string[]
}

/** Returns what the bill of a day lacks of an order. `billed` holds the bill's transaction_ids and out_refund_nos. */
export function compareOrder(order: Order, billDate: string, billed: ReadonlySet<string>): Missing[] {
  const { _id: outTradeNo, payment, extraPayments, refunds } = order
  const about = { billDate, outTradeNo, gatewayFen: null, isRepairable: true }
  const payments = [payment, ...extraPayments]
    .filter((one) => one !== null)
    .filter((one) => dayOfPayment(one) === billDate && !billed.has(one.transactionId))
    .map(({ transactionId, totalFen }) => ({
      discrepancy: {
        ...{ ...about, kind: 'payment-missing-in-bill' as const },
        ...{ refundId: null, transactionId, localFen: totalFen },
      },
      otherDays: [],
    }))
  const missingRefunds = refunds
    .filter((refund) => lastDayOfRefund(refund) === billDate && !billed.has(refund.refundId))
    .map((refund) => ({
      discrepancy: {
        ...{ ...about, kind: 'refund-missing-in-bill' as const, refundId: refund.refundId },
        ...{ transactionId: refundedPayment(order, refund).transactionId, localFen: refund.amountFen },
      },
      otherDays: earlierDaysOfRefund(order, refund),
    }))
  return [...payments, ...missingRefunds]
}
