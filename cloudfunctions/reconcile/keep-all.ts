import type { FoundDifference } from '@stack/shop'
import type { ReconcileServices } from './progress.ts'

/** Keeps what was found; a difference that is known already stays as it is. False when the time is up. */
export async function keepAll(
  { store, now, log }: ReconcileServices,
  found: FoundDifference[],
  deadline: number,
): Promise<boolean> {
  for (const difference of found) {
    if (now() >= deadline) return false
    const { kind, billDate, outTradeNo, refundId, transactionId, hereFen, thereFen } = difference
    if (await store.differences.keep(difference, now())) {
      log('error', `difference: ${kind}`, { billDate, outTradeNo, refundId, transactionId, hereFen, thereFen })
    }
  }
  return true
}
