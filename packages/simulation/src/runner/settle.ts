import type { Order } from '@stack/order'
import type { Reconciliation } from '@stack/shop'
import type { TimerName } from '../functions/functions.ts'
import { FunctionFailed, tick } from '../functions/invoke.ts'
import { moneyByDay } from '../invariants/check-bills.ts'
import { isOpen } from '../invariants/check-end.ts'
import { billAt } from '../world/bill-days.ts'
import { readAll } from '../world/read-database.ts'
import type { World } from '../world/world.ts'

const minuteMs = 60_000

/** Mornings and ticks within which every bill has to be compared. */
const mostTicks = 5
const tickMs = 10 * minuteMs

/** Rounds of the timers within which everything has to come to its end. */
const mostRounds = 60

/** After the faults: lets timers and notifications finish what is open, without waiting longer than there is need. */
export async function settle(world: World, expectedUntil: () => number): Promise<void> {
  await settleOrders(world, expectedUntil)
  if (world.reconciles) await settleBills(world)
}

async function settleOrders(world: World, expectedUntil: () => number): Promise<void> {
  const { timeline, database } = world
  const hasTimers = world.without !== 'timers'
  const awaitsEnd = hasTimers && world.without !== 'queries'
  for (let round = 1; round <= mostRounds; round += 1) {
    const isUnfinished = (order: Order) => isOpen(order) || isBehind(world, order)
    const open = awaitsEnd ? (await readAll<Order>(database, 'orders')).filter(isUnfinished) : []
    const checks = open.flatMap(({ nextCheckAt }) => nextCheckAt ?? [])
    const nextAt = Math.min(...checks, nextAtGateway(world))
    if (nextAt === Infinity && open.length === 0 && expectedUntil() <= timeline.now()) return
    const until = nextAt === Infinity ? expectedUntil() : nextAt
    await timeline.sleep(Math.max(minuteMs, until - timeline.now()))
    // Where it is known that nothing is open a timer finds nothing either.
    const isIdle = awaitsEnd && open.length === 0
    if (hasTimers && !isIdle) await tickEach(world)
    await timeline.sleep(1_000)
  }
}

const toldAs: Record<string, string> = { CHANGE: 'abnormal', REFUNDCLOSE: 'closed', PROCESSING: 'processing' }

/** Says whether a refund that is still followed has another state at the gateway than the one last reported. */
function isBehind({ core }: World, { refunds, nextCheckAt }: Order): boolean {
  if (nextCheckAt === null) return false
  return refunds.some(({ refundId, gatewayState }) => {
    const truth = core.world.refunds.find(refundId)
    if (truth === undefined || gatewayState === null) return false
    const isMerchant = truth.receivedBy === 'merchant'
    return gatewayState !== (toldAs[truth.status] ?? (isMerchant ? 'returned-to-merchant' : 'succeeded'))
  })
}

/** Returns when the gateway does something noticeable: repetitions of what is lost every time cannot. */
function nextAtGateway({ core, wrongs }: World): number {
  return (wrongs.losesNotifications ? core.world.refunds.nextSettleAt() : core.nextDueAt()) ?? Infinity
}

async function tickEach(world: World): Promise<void> {
  await tickWell(world, 'close-expired-orders')
  await tickWell(world, 'sync-refunds')
}

/** Lets the bills of all days with money be compared. */
async function settleBills(world: World): Promise<void> {
  const { timeline, database } = world
  const days = [...moneyByDay(world).keys()]
  if (days.length === 0) return
  const lastAt = Math.max(...days.map(billAt))
  if (lastAt > timeline.now()) await timeline.sleep(lastAt - timeline.now())
  for (let tick = 1; tick <= mostTicks; tick += 1) {
    await tickWell(world, 'reconcile')
    const compared = (await readAll<Reconciliation>(database, 'reconciliations')).filter(({ finishedAt }) => finishedAt)
    if (days.every((day) => compared.some(({ _id }) => _id === day))) return
    await timeline.sleep(tickMs)
  }
}

/** Without faults a timer has no reason to fail. */
async function tickWell(world: World, name: TimerName): Promise<void> {
  try {
    const { failed } = await tick(world, name)
    if (failed > 0) world.blame('I10 timers work once nothing fails', `${name} failed on ${failed} orders`)
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error
    world.blame('I10 timers work once nothing fails', `${name}: ${error.message}`)
  }
}
