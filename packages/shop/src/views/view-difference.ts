import { maskOpenid } from '@stack/cloud-function'
import type { DifferenceView } from '@stack/contract'
import type { Difference } from '../store/differences.ts'

/** A difference for a merchant. */
export function viewDifference(difference: Difference): DifferenceView {
  const { _id, kind, state, billDate, outTradeNo, refundId, transactionId, hereFen, thereFen, foundAt } = difference
  const { isRepairable, reported = null, resolvedAt, resolvedBy, resolution, note } = difference
  return {
    differenceId: _id,
    ...{ kind, state, billDate, outTradeNo, refundId, transactionId, hereFen, thereFen, foundAt },
    isRepairable: isRepairable && state === 'open',
    resolvedBy: resolvedBy && maskOpenid(resolvedBy),
    ...{ reported, resolvedAt, resolution, note },
  }
}
