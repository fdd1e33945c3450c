import type { Order } from '@stack/order'
import { isOpen } from './check-end.ts'
import { timers } from './functions.ts'
import { FunctionFailed, tick } from './invoke.ts'
import { readAll } from './read-database.ts'
import type { World } from './world.ts'

/** Rounds of the timers within which everything has to come to its end. */
const mostRounds = 60
const minuteMs = 60_000

/** After the faults: lets timers and notifications finish what is open, without waiting longer than there is need. */
export async function settle(world: World, expectedUntil: () => number): Promise<void> {
  const { timeline, core, database } = world
  const hasTimers = world.without !== 'timers'
  const awaitsEnd = hasTimers && world.without !== 'queries'
  for (let round = 1; round <= mostRounds; round += 1) {
    const open = awaitsEnd ? (await readAll<Order>(database, 'orders')).filter(isOpen) : []
    const checks = open.flatMap(({ nextCheckAt }) => nextCheckAt ?? [])
    const nextAt = Math.min(...checks, core.nextDueAt() ?? Infinity)
    if (nextAt === Infinity && open.length === 0 && expectedUntil() <= timeline.now()) return
    const until = nextAt === Infinity ? expectedUntil() : nextAt
    await timeline.sleep(Math.max(minuteMs, until - timeline.now()))
    // Where it is known that nothing is open a timer finds nothing either.
    const isIdle = awaitsEnd && open.length === 0
    if (hasTimers && !isIdle) await tickEach(world)
    await timeline.sleep(1_000)
  }
}

async function tickEach(world: World): Promise<void> {
  for (const name of Object.keys(timers) as (keyof typeof timers)[]) await tickWell(world, name)
}

/** Without faults a timer has no reason to fail. */
async function tickWell(world: World, name: keyof typeof timers): Promise<void> {
  try {
    const { failed } = await tick(world, name)
    if (failed > 0) world.blame('I10 timers work once nothing fails', `${name} failed on ${failed} orders`)
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error
    world.blame('I10 timers work once nothing fails', `${name}: ${error.message}`)
  }
}
