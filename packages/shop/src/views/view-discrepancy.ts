import { maskOpenid } from '@stack/cloud-function'
import type { DiscrepancyView } from '@stack/contract'
import type { Discrepancy } from '../store/discrepancies.ts'

/** A discrepancy for a merchant. */
export function viewDiscrepancy(discrepancy: Discrepancy): DiscrepancyView {
  const { _id, kind, state, billDate, outTradeNo, refundId, transactionId, localFen, gatewayFen, foundAt } = discrepancy
  const { isRepairable, reported = null, resolvedAt, resolvedBy, resolution, note } = discrepancy
  return {
    discrepancyId: _id,
    ...{ kind, state, billDate, outTradeNo, refundId, transactionId, localFen, gatewayFen, foundAt },
    isRepairable: isRepairable && state === 'open',
    resolvedBy: resolvedBy && maskOpenid(resolvedBy),
    ...{ reported, resolvedAt, resolution, note },
  }
}
