import { isOpen } from './check-end.ts'
import { moveTime } from './move-time.ts'
import { readBooks, type ShopStore } from './read-books.ts'
import type { Run } from './run.ts'

const mostRounds = 80
const minuteMs = 60_000
const timers = ['close-expired-orders', 'sync-refunds'] as const

type Fired = { ok: true; result: { failed: number } } | { ok: false; detail: string }

/** Returns when an open matter comes up next, epoch ms; undefined when nothing is open. */
function nextAt({ gateway, orders }: ShopStore): number | undefined {
  const times = [
    ...gateway.notifications.flatMap(({ nextAt: at }) => (at === null ? [] : [at])),
    ...gateway.refunds.flatMap(({ status, settleAt }) => (status === 'PROCESSING' ? [settleAt] : [])),
    ...[...orders.values()].filter(isOpen).map(({ nextCheckAt }) => nextCheckAt ?? 0),
  ]
  return times.length === 0 ? undefined : Math.min(...times)
}

/**
 * CloudBase ends a transaction 30 s after its start. Until then the transaction of a killed function locks what it had
 * touched: a timer that meets it fails, postpones the order and succeeds later.
 *
 * @see https://docs.cloudbase.net/en/error-code/DATABASE_TRANSACTION_FAIL
 */
const orphanedTransactionMs = 30_000

/** Lets time pass, once nothing is killed any more, until nothing is open. Returns the number of rounds of the timers. */
export async function settle({ shop, violations }: Run): Promise<number> {
  const locksEndAt = performance.now() + orphanedTransactionMs
  for (let round = 0; round < mostRounds; round += 1) {
    const next = nextAt(await readBooks(shop))
    if (next === undefined) return round
    await moveTime(shop, (now) => Math.max(now + minuteMs, next))
    for (const name of timers) {
      const mayMeetLock = performance.now() < locksEndAt
      const fired = await shop.admin<Fired>(`/timers/${name}`, {})
      if (mayMeetLock || (fired.ok && fired.result.failed === 0)) continue
      const problem = fired.ok ? `failed on ${fired.result.failed} orders` : `failed: ${fired.detail}`
      violations.push(`${name} ${problem} although nothing is killed any more. ${shop.emulator.said()}`)
    }
  }
  return mostRounds
}
