import { createDatabase } from 'cloudbase-emulator'
import type { Scene } from '../actors/deeds.ts'
import { addTo, type Counters, type Faults, noSteps, type Place } from '../faults/faults.ts'
import { carryNotification } from '../functions/notification-line.ts'
import { watchGateway } from '../invariants/watch-gateway.ts'
import { watchWrites } from '../invariants/watch-writes.ts'
import { createRandom, type Random } from '../kernel/random.ts'
import { createTimeline, type Timeline } from '../kernel/timeline.ts'
import type { RefundEnd } from '../transports/gateway-gone-wrong.ts'
import { openGateway, pumpOf } from '../transports/open-gateway.ts'
import { collections } from '../world/collections.ts'
import { merchant } from '../world/merchant.ts'
import { isLeftOut, type Safeguard } from '../world/safeguards.ts'
import type { World } from '../world/world.ts'

/** Parts of a run. */
export interface Setting {
  seed: number
  pace: Random
  faults: Faults
  counters: Counters
  /** Maximum skew of each instance's clock, in ms. */
  mostSkewMs: number
  /** Ends of the first refunds at the gateway. */
  outcomes: Exclude<RefundEnd, 'PROCESSING'>[]
  without: Safeguard | undefined
  /** True if the bills of the days with money are compared before the run ends. */
  reconciles: boolean
}

/** Result of a run. */
export interface RunResult {
  /** Trace, in order. */
  trace: string[]
  /** The first broken invariant. */
  violation: { invariant: string; detail: string } | undefined
  /** Requests and notifications, by where they went. */
  steps: Record<Place, number>
}

/** One run. */
export interface Run {
  world: World
  scene: Scene
  result: RunResult
  /** Until when (epoch ms) something late may still arrive. */
  expectedUntil(): number
  close(): void
}

const startAt = Date.parse('2026-03-01T10:00:00+08:00')

/** Makes everything of a run: the gateway's core, the database's core, and the lines to them. */
export function openRun(setting: Setting): Run {
  const { seed, pace, faults, counters, mostSkewMs, outcomes, without, reconciles } = setting
  const timeline = createTimeline(startAt)
  const result: RunResult = { trace: [], violation: undefined, steps: noSteps() }
  const core = openGateway(seed, timeline, without, (request) => carryNotification(world, request))
  core.world.plannedOutcomes.push(...outcomes)
  const pump = pumpOf(core, timeline)
  const database = openDatabase(seed, timeline, (message) => {
    // A transaction whose end was lost stays open behind its function's back: only then may a plain write follow.
    if (faults.planned() === 0) world.blame('the database is used as it should be', message)
  })
  const skews = createRandom(seed, 'skew')
  let [expectedUntil, invocations] = [0, 0]
  const world: World = {
    ...{ timeline, pace, faults, database, core, mostSkewMs, without, reconciles, pump },
    tell: (line) => void result.trace.push(`${((timeline.now() - startAt) / 1000).toFixed(3)} ${line}`),
    count: (cell) => addTo(counters, cell),
    blame(invariant, detail) {
      if (!isLeftOut(invariant, without)) result.violation ??= { invariant, detail }
    },
    log(_level, message, fields) {
      if (JSON.stringify([message, fields]).includes(merchant.apiKey)) world.blame('I12 no key in any log', message)
    },
    skewMs: () => (mostSkewMs === 0 ? 0 : skews.below(2 * mostSkewMs) - mostSkewMs),
    nextInvocation() {
      invocations += 1
      return invocations
    },
    dismissed: new Set(),
    refundsNotified: 0,
    wrongs: {
      losesNotifications: without === 'notifications',
      closesInWordsOnly: without === 'close',
      reopensRefunds: false,
    },
    payable: new Set(),
    closedInWordsOnly: new Set(),
    cashier(request, pays) {
      const answer = core.cashier(request, pays ? 'pay' : 'cancel')
      pump()
      return answer
    },
    expectUntil(at) {
      expectedUntil = Math.max(expectedUntil, at)
    },
    onGateway(request, answer) {
      watch(request, answer)
      pump()
    },
    onWritten: (request, reply) => writes.onWritten(request, reply),
    lastWritten: (outTradeNo) => writes.lastWritten(outTradeNo),
  }
  const writes = watchWrites(world)
  const watch = watchGateway(world)
  return {
    ...{ world, result },
    scene: { world, orders: [] },
    expectedUntil: () => expectedUntil,
    close() {
      core.deliverer.stop()
      database.close()
    },
  }
}

function openDatabase(seed: number, timeline: Timeline, warn: (message: string) => void) {
  return createDatabase({
    file: ':memory:',
    now: timeline.now,
    random: createRandom(seed, 'ids').next,
    collections,
    warn,
    // An operation's own length passes at once; the life of a transaction is virtual time.
    after(ms, work) {
      if (ms >= 1000) return timeline.after(ms, work)
      queueMicrotask(work)
      return () => undefined
    },
  })
}
