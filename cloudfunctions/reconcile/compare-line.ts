import type { DifferenceKind } from '@stack/contract'
import { findPayment, findRefund, type Order } from '@stack/order'
import type { BillLine, FoundDifference } from '@stack/shop'
import { expectedFee, feeInFen } from './check-fee.ts'
import { canBoth } from './refund-states.ts'

interface Side {
  kind: DifferenceKind
  hereFen: number | null
  thereFen: number
  isRepairable: boolean
}

function comparePayment({ transactionId, amountFen, state }: BillLine, order: Order | undefined): Side[] {
  const payment = order && findPayment(order, transactionId)
  const isPaid = state === 'SUCCESS'
  const side = { hereFen: payment?.totalFen ?? null, thereFen: amountFen, isRepairable: order !== undefined }
  if (payment === undefined) return isPaid ? [{ ...side, kind: 'payment-missing-here' }] : []
  if (!isPaid) return [{ ...side, kind: 'payment-state' }]
  return payment.totalFen === amountFen ? [] : [{ ...side, kind: 'payment-amount' }]
}

function compareRefund({ refundId, amountFen, state }: BillLine, order: Order | undefined): Side[] {
  const refund = order && refundId !== null ? findRefund(order, refundId) : undefined
  const side = { hereFen: refund?.amountFen ?? null, thereFen: amountFen, isRepairable: order !== undefined }
  if (refund === undefined) return [{ ...side, kind: 'refund-missing-here' }]
  return [
    ...(refund.amountFen === amountFen ? [] : [{ ...side, kind: 'refund-amount' as const }]),
    ...(canBoth(state, refund) ? [] : [{ ...side, kind: 'refund-state' as const }]),
  ]
}

function compareFee(line: BillLine, feeBasisPoints: number): Side[] {
  const hereFen = expectedFee(line, feeBasisPoints)
  return hereFen === null ? [] : [{ kind: 'fee', hereFen, thereFen: feeInFen(line.fee), isRepairable: false }]
}

/** What the order records say otherwise than a line of the bill; `order` is the one that the line names, if it exists. */
export function compareLine(
  line: BillLine,
  order: Order | undefined,
  { billDate, feeBasisPoints }: { billDate: string; feeBasisPoints: number },
): FoundDifference[] {
  const { outTradeNo, refundId, transactionId } = line
  const compared = line.kind === 'payment' ? comparePayment(line, order) : compareRefund(line, order)
  return [...compared, ...compareFee(line, feeBasisPoints)].map((side) => ({
    ...{ billDate, outTradeNo, refundId, transactionId },
    ...side,
  }))
}
