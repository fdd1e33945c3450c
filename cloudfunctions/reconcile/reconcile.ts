import { billedDays } from './billed-days.ts'
import { beginDay, type ReconcileServices } from './progress.ts'
import { reconcileDay } from './reconcile-day.ts'

/**
 * Compares WeChat's bills of the last days with the order records, both ways, and keeps each discrepancy once. What is not done when
 * the time is up goes on at the next tick; running twice at once does no harm.
 */
export async function reconcile(
  services: ReconcileServices,
  deadline: number,
): Promise<{ done: string[]; open: string[] }> {
  const { store, now, log } = services
  const days = billedDays(now())
  const known = new Map((await store.reconciliations.find(days)).map((one) => [one._id, one]))
  const result: { done: string[]; open: string[] } = { done: [], open: [] }
  for (const day of days) {
    const progress = known.get(day) ?? beginDay(day, now())
    if (progress.finishedAt !== null) continue
    try {
      const isNewest = day === days.at(-1)
      const isDone = now() < deadline && (await reconcileDay(services, progress, { isNewest, deadline }))
      result[isDone ? 'done' : 'open'].push(day)
    } catch (error) {
      log('error', 'reconciliation.failed', 'reconciling a day failed', { day, error })
      result.open.push(day)
    }
  }
  return result
}
