import type { Order } from '@stack/order'
import type { Bill, BillLine, FoundDiscrepancy, Reconciliation } from '@stack/shop'
import { isOwn, numberOf } from './bill-numbers.ts'
import { compareLine } from './compare-line.ts'
import { addCounts, type ReconcileServices } from './progress.ts'
import { recordDiscrepancies } from './record-discrepancies.ts'

const batchSize = 100

type Line = BillLine | { unreadable: string }

/** Compares one line; one that is beyond comparing is told and counted, and the others go on. */
function look(
  { shop, log }: ReconcileServices,
  line: Line,
  day: string,
  orders: ReadonlyMap<string, Order>,
): { counts: Partial<Reconciliation['counts']>; found: FoundDiscrepancy[] } {
  if ('unreadable' in line) {
    log('error', 'bill.line_unreadable', 'a line of the bill cannot be read', { day, reason: line.unreadable })
    return { counts: { unreadable: 1 }, found: [] }
  }
  if (!isOwn(line, shop)) return { counts: { foreign: 1 }, found: [] }
  const { kind, amountFen, fee, outTradeNo } = line
  const counts =
    kind === 'payment' ? { payments: 1, paidFen: amountFen, fee } : { refunds: 1, refundedFen: amountFen, fee }
  try {
    const { feeBasisPoints } = shop
    const found = compareLine(line, orders.get(outTradeNo), { billDate: day, feeBasisPoints })
    return { counts: { ...counts, discrepancies: found.length }, found }
  } catch (error) {
    log('error', 'bill.order_not_compared', 'comparing an order with the bill failed', { day, outTradeNo, error })
    return { counts: { ...counts, unreadable: 1 }, found: [] }
  }
}

async function doBatch(
  services: ReconcileServices,
  progress: Reconciliation,
  lines: Line[],
  deadline: number,
): Promise<Reconciliation | null> {
  const { store, shop } = services
  const own = lines.flatMap((line) => ('unreadable' in line || !isOwn(line, shop) ? [] : line.outTradeNo))
  const orders = await store.findAll([...new Set(own)])
  const byNumber = new Map(orders.map((order) => [order._id, order]))
  const day = progress._id
  const seen = lines.map((line) => look(services, line, day, byNumber))
  const all = seen.flatMap(({ found }) => found)
  if (!(await recordDiscrepancies(services, all, deadline))) return null
  const counts = seen.reduce((sum, { counts }) => addCounts(sum, counts), progress.counts)
  return store.reconciliations.advance({ ...progress, lines: progress.lines + lines.length, counts })
}

/**
 * Matches the bill with the order records: looks up every line that is not done yet, 100 at a time. Null when the time is up, or another
 * run was faster. `billed` are the shop's own numbers in the whole bill.
 */
export async function matchBillToOrders(
  services: ReconcileServices,
  from: Reconciliation,
  bill: Bill,
  deadline: number,
): Promise<{ progress: Reconciliation; billed: ReadonlySet<string> } | null> {
  const billed = new Set<string>()
  let progress = from
  let batch: Line[] = []
  let number = 0
  for await (const line of bill.lines()) {
    number += 1
    if (!('unreadable' in line) && isOwn(line, services.shop)) billed.add(numberOf(line))
    if (number <= from.lines || batch.push(line) < batchSize) continue
    const next = services.now() < deadline ? await doBatch(services, progress, batch, deadline) : null
    if (next === null) return null
    progress = next
    batch = []
  }
  const last = batch.length === 0 ? progress : await doBatch(services, progress, batch, deadline)
  return last && { progress: last, billed }
}
