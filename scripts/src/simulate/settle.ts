import type { Order } from '@stack/order'
import { isOpen } from './check-end.ts'
import { tick } from './invoke.ts'
import { readAll } from './read-database.ts'
import type { World } from './world.ts'

/** Rounds of the timers within which everything has to come to its end. */
const mostRounds = 60
const minuteMs = 60_000

/** After the faults: lets timers and notifications finish what is open, without waiting longer than there is need. */
export async function settle(world: World, expectedUntil: () => number): Promise<void> {
  const { timeline, core, database } = world
  for (let round = 1; round <= mostRounds; round += 1) {
    const orders = await readAll<Order>(database, 'orders')
    const nextCheckAt = Math.min(
      ...orders.flatMap((order) => (isOpen(order) && order.nextCheckAt !== null ? [order.nextCheckAt] : [])),
    )
    const nextAt = Math.min(nextCheckAt, core.nextDueAt() ?? Infinity)
    const isQuiet = nextAt === Infinity && !orders.some(isOpen) && expectedUntil() <= timeline.now()
    if (isQuiet) return
    const until = nextAt === Infinity ? expectedUntil() : nextAt
    await timeline.sleep(Math.max(minuteMs, until - timeline.now()))
    for (const name of ['close-expired-orders', 'sync-refunds'] as const) {
      const { failed } = await tick(world, name)
      if (failed > 0) world.blame('I10 timers work once nothing fails', `${name} failed on ${failed} orders`)
    }
    await timeline.sleep(1_000)
  }
}
