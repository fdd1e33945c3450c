import type { Order } from '@stack/order'
import type { FoundDiscrepancy, Reconciliation } from '@stack/shop'
import { openOtherBills } from './bill-numbers.ts'
import { compareOrder, type Missing } from './compare-order.ts'
import { addCounts, type ReconcileServices } from './progress.ts'
import { recordDiscrepancies } from './record-discrepancies.ts'

const pageSize = 100

/** Returns what the bill lacks of a page of orders; null for an order that cannot be compared. */
function look({ log }: ReconcileServices, order: Order, day: string, billed: ReadonlySet<string>): Missing[] | null {
  try {
    return compareOrder(order, day, billed)
  } catch (error) {
    log('error', 'bill.order_not_compared', 'comparing an order with the bill failed', {
      day,
      outTradeNo: order._id,
      error,
    })
    return null
  }
}

/** Leaves out refunds that stand in the bill of another day; null while such a bill cannot be had. */
async function notElsewhere(
  missing: Missing[],
  refundsOf: ReturnType<typeof openOtherBills>,
): Promise<FoundDiscrepancy[] | null> {
  const found: FoundDiscrepancy[] = []
  for (const { discrepancy, otherDays } of missing) {
    let isElsewhere = false
    for (const day of otherDays) {
      const refunds = await refundsOf(day)
      if (refunds === null) return null
      isElsewhere ||= refunds.has(String(discrepancy.refundId))
    }
    if (!isElsewhere) found.push(discrepancy)
  }
  return found
}

/**
 * Matches the order records with the bill: goes through the orders whose money moved that day, 100 at a time. Null when the time is
 * up, a bill could not be had, or another run was faster.
 */
export async function matchOrdersToBill(
  services: ReconcileServices,
  from: Reconciliation,
  billed: ReadonlySet<string>,
  deadline: number,
): Promise<Reconciliation | null> {
  const { store, now } = services
  const refundsOf = openOtherBills(services, deadline)
  let progress = from
  while (now() < deadline) {
    const { _id: day, after } = progress
    const orders = await store.listByDay(day, { after, limit: pageSize })
    const last = orders.at(-1)
    if (last === undefined) {
      return store.reconciliations.advance({ ...progress, finishedAt: now() })
    }
    const looked = orders.map((order) => look(services, order, day, billed))
    const found = await notElsewhere(
      looked.flatMap((missing) => missing ?? []),
      refundsOf,
    )
    if (found === null || !(await recordDiscrepancies(services, found, deadline))) return null
    const unreadable = looked.filter((missing) => missing === null).length
    const counts = addCounts(progress.counts, { unreadable, discrepancies: found.length })
    const next = await store.reconciliations.advance({ ...progress, after: last._id, counts })
    if (next === null) return null
    progress = next
  }
  return null
}
