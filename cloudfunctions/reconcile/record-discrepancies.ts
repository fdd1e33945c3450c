import type { FoundDiscrepancy } from '@stack/shop'
import type { ReconcileServices } from './progress.ts'

/** Keeps what was found; a discrepancy that is known already stays as it is. False when the time is up. */
export async function recordDiscrepancies(
  { store, now, log }: ReconcileServices,
  found: FoundDiscrepancy[],
  deadline: number,
): Promise<boolean> {
  for (const discrepancy of found) {
    if (now() >= deadline) return false
    const { kind, billDate, outTradeNo, refundId, transactionId, localFen, gatewayFen } = discrepancy
    if (await store.discrepancies.keep(discrepancy, now())) {
      log('error', 'discrepancy.found', 'bill and order records disagree', {
        kind,
        billDate,
        outTradeNo,
        refundId,
        transactionId,
        localFen,
        gatewayFen,
      })
    }
  }
  return true
}
