import type { DiscrepancyKind } from '@stack/contract'
import { findPayment, findRefund, type Order } from '@stack/order'
import type { BillLine, FoundDiscrepancy } from '@stack/shop'
import { expectedFee, feeInFen } from './check-fee.ts'
import { areCompatible } from './refund-states.ts'

interface Side {
  kind: DiscrepancyKind
  localFen: number | null
  gatewayFen: number
  isRepairable: boolean
}

function comparePayment({ transactionId, amountFen, state }: BillLine, order: Order | undefined): Side[] {
  const payment = order && findPayment(order, transactionId)
  const isPaid = state === 'SUCCESS'
  const side = { localFen: payment?.totalFen ?? null, gatewayFen: amountFen, isRepairable: order !== undefined }
  if (payment === undefined) return isPaid ? [{ ...side, kind: 'payment-missing-locally' }] : []
  if (!isPaid) return [{ ...side, kind: 'payment-state' }]
  return payment.totalFen === amountFen ? [] : [{ ...side, kind: 'payment-amount' }]
}

function compareRefund({ refundId, amountFen, state }: BillLine, order: Order | undefined): Side[] {
  const refund = order && refundId !== null ? findRefund(order, refundId) : undefined
  const side = { localFen: refund?.amountFen ?? null, gatewayFen: amountFen, isRepairable: order !== undefined }
  if (refund === undefined) return [{ ...side, kind: 'refund-missing-locally' }]
  return [
    ...(refund.amountFen === amountFen ? [] : [{ ...side, kind: 'refund-amount' as const }]),
    ...(areCompatible(state, refund) ? [] : [{ ...side, kind: 'refund-state' as const }]),
  ]
}

function compareFee(line: BillLine, feeBasisPoints: number): Side[] {
  const localFen = expectedFee(line, feeBasisPoints)
  return localFen === null ? [] : [{ kind: 'fee', localFen, gatewayFen: feeInFen(line.fee), isRepairable: false }]
}

/** Returns what the order records contradict in a bill line; `order` is the one that the line names, if it exists. */
export function compareLine(
  line: BillLine,
  order: Order | undefined,
  { billDate, feeBasisPoints }: { billDate: string; feeBasisPoints: number },
): FoundDiscrepancy[] {
  const { outTradeNo, refundId, transactionId } = line
  const compared = line.kind === 'payment' ? comparePayment(line, order) : compareRefund(line, order)
  return [...compared, ...compareFee(line, feeBasisPoints)].map((side) => ({
    ...{ billDate, outTradeNo, refundId, transactionId },
    ...side,
  }))
}
