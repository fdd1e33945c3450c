import type { Reconciliation } from '@stack/shop'
import { matchBillToOrders } from './match-bill-to-orders.ts'
import { matchOrdersToBill } from './match-orders-to-bill.ts'
import { type ReconcileServices, resume } from './progress.ts'

/** With more unreadable lines a bill is of a form that nobody here knows: comparing it would find only false discrepancies. */
const mostUnreadable = 100

/** Takes the reconciliation of a day on as far as the time allows. Says whether it is done. */
export async function reconcileDay(
  services: ReconcileServices,
  progress: Reconciliation,
  { isNewest, deadline }: { isNewest: boolean; deadline: number },
): Promise<boolean> {
  const { gateway, log } = services
  const day = progress._id
  const answer = await gateway.downloadBill(day, deadline)
  if (answer.kind === 'creating') {
    log('info', 'bill.not_ready', 'the bill is not ready yet', { day })
    return false
  }
  if (answer.kind === 'open' || answer.kind === 'refused') {
    log('error', 'bill.download_failed', 'bill download failed', { day, code: answer.code })
    return false
  }
  const bill = answer.kind === 'bill' ? answer.bill : null
  // Our clock may be ahead, or the answer come too early, and of a payment that the order records lack too only the bill tells.
  if (bill === null && isNewest) {
    log('info', 'bill.missing', 'WeChat Pay has no bill of the newest day; the download is repeated until tomorrow', {
      day,
    })
    return false
  }
  if (bill !== null && bill.unreadable > mostUnreadable) {
    log('error', 'bill.unreadable', 'the bill cannot be read', { day, unreadable: bill.unreadable })
    return false
  }
  const from = resume(progress, bill?.digest ?? null)
  const walked =
    bill === null
      ? { progress: from, billed: new Set<string>() }
      : await matchBillToOrders(services, from, bill, deadline)
  const done = walked && (await matchOrdersToBill(services, walked.progress, walked.billed, deadline))
  if (done === null) return false
  log(done.counts.discrepancies === 0 ? 'info' : 'error', 'reconciliation.completed', 'a day is reconciled', {
    day,
    ...done.counts,
  })
  return true
}
