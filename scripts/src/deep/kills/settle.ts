import { isOpen } from './check-end.ts'
import { moveTime } from './move-time.ts'
import { type Books, readBooks } from './read-books.ts'
import type { Run } from './run.ts'

const mostRounds = 80
const minuteMs = 60_000
const timers = ['close-expired-orders', 'sync-refunds'] as const

type Fired = { ok: true; result: { failed: number } } | { ok: false; detail: string }

/** When something that is open comes up next, epoch ms; undefined when nothing is open. */
function nextAt({ gateway, orders }: Books): number | undefined {
  const times = [
    ...gateway.notifications.flatMap(({ nextAt: at }) => (at === null ? [] : [at])),
    ...gateway.refunds.flatMap(({ status, settleAt }) => (status === 'PROCESSING' ? [settleAt] : [])),
    ...[...orders.values()].filter(isOpen).map(({ nextCheckAt }) => nextCheckAt ?? 0),
  ]
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Once nothing is killed any more: lets time pass until nothing is open. Returns how many rounds of the timers that took. */
export async function settle({ shop, violations }: Run): Promise<number> {
  for (let round = 0; round < mostRounds; round += 1) {
    const next = nextAt(await readBooks(shop))
    if (next === undefined) return round
    await moveTime(shop, (now) => Math.max(now + minuteMs, next))
    for (const name of timers) {
      const fired = await shop.admin<Fired>(`/timers/${name}`, {})
      if (!fired.ok) violations.push(`${name} failed although nothing is killed any more: ${fired.detail}`)
      else if (fired.result.failed > 0) violations.push(`${name} failed on ${fired.result.failed} orders`)
    }
  }
  return mostRounds
}
