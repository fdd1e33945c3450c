import { acknowledgedNotifications } from './acknowledgements.ts'
import { readBooks, type ShopStore } from './read-books.ts'
import type { Run } from './run.ts'
import { unlessKilled } from './unless-killed.ts'

/**
 * Compares what people were told with what both sides have on file now, before a timer can mend it: everything told
 * since the last audit. Undefined when a kill came in between: the next one makes up for it.
 */
export async function audit(run: Run): Promise<ShopStore | undefined> {
  const { shop, acknowledgements, violations, counts } = run
  const until = acknowledgements.length
  const told = acknowledgements.slice(run.audited, until)
  const store = await unlessKilled(shop, () => readBooks(shop))
  if (store === undefined) return undefined
  counts.audits += 1
  run.audited = Math.max(run.audited, until)
  for (const { outTradeNo, what, holds } of [...told, ...acknowledgedNotifications(store)]) {
    const order = store.orders.get(outTradeNo)
    if (order === undefined || !holds(order, store)) violations.push(`${outTradeNo} ${what}: lost`)
  }
  return store
}
