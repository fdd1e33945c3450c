import type { Reconciliation, Services } from '@stack/shop'

/** Services of a reconciliation. `appId` and the order numbers' prefix tell the shop's own lines. */
export interface ReconcileServices extends Services {
  shop: { appId: string; feeBasisPoints: number }
}

const noCounts: Reconciliation['counts'] = {
  ...{ payments: 0, paidFen: 0, refunds: 0, refundedFen: 0, fee: 0 },
  ...{ foreign: 0, unreadable: 0, discrepancies: 0 },
}

/** A day of which nothing is done yet. */
export function beginDay(day: string, now: number): Reconciliation {
  const start = { digest: null, lines: 0, after: null, counts: noCounts }
  return { _id: day, ...start, startedAt: now, finishedAt: null, version: 0 }
}

/** Returns where a day continues with this bill: where it stopped, or the beginning if the bill is another one. */
export function resume(progress: Reconciliation, digest: string | null): Reconciliation {
  if (progress.digest === digest) return progress
  const { _id, startedAt, version } = progress
  return { ...beginDay(_id, startedAt), digest, version }
}

/** Counts on top of others. */
export function addCounts(
  counts: Reconciliation['counts'],
  more: Partial<Reconciliation['counts']>,
): Reconciliation['counts'] {
  const sum = { ...counts }
  for (const [name, value] of Object.entries(more)) sum[name as keyof typeof sum] += value
  return sum
}
