import { createDatabase } from 'cloudbase-emulator'
import { type Core, createCore } from 'wxpay-simulator'
import type { Scene } from './actors.ts'
import { collections } from './collections.ts'
import { type Counters, createFaults } from './faults.ts'
import { openGatewayFile } from './gateway-file.ts'
import { merchant } from './merchant.ts'
import { carryNotification } from './notification-line.ts'
import { createRandom, type Random } from './random.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { watchWrites } from './watch-writes.ts'
import type { World } from './world.ts'

/** What is left out of a run to make it smaller: numbers of faults and of actions. */
export interface Dropped {
  faults: ReadonlySet<number>
  actions: ReadonlySet<number>
}

/** What came of a seed. */
export interface SeedResult {
  seed: number
  /** What happened, in order. */
  trace: string[]
  /** The first broken invariant. */
  violation: { invariant: string; detail: string } | undefined
  /** How many faults and actions the seed drew. */
  planned: { faults: number; actions: number }
}

/** One run of one seed. */
export interface Run {
  seed: number
  world: World
  scene: Scene
  result: SeedResult
  /** Until when (epoch ms) something late may still arrive. */
  expectedUntil(): number
  close(): void
}

const startAt = Date.parse('2026-03-01T10:00:00+08:00')
const mostSkewMs = 5 * 60_000

/** Makes everything of a run: the gateway's core, the database's core, and the lines to them. */
export function openRun(seed: number, counters: Counters, dropped: Dropped): Run {
  const timeline = createTimeline(startAt)
  const result: SeedResult = { seed, trace: [], violation: undefined, planned: { faults: 0, actions: 0 } }
  const core = createCore({
    db: openGatewayFile(),
    now: timeline.now,
    random: createRandom(seed, 'gateway').bytes,
    post: (request) => carryNotification(world, request),
    merchant,
  })
  core.world.plannedOutcomes.push(...drawOutcomes(createRandom(seed, 'outcomes')))
  const pump = pumpOf(core, timeline)
  const calls = createCallCounter(timeline)
  const faults = createFaults(createRandom(seed, 'faults'), counters, dropped.faults)
  const database = openDatabase(seed, timeline, (message) => {
    // A transaction whose end was lost stays open behind its function's back: only then may a plain write follow.
    if (faults.planned() === 0) world.blame('the database is used as it should be', message)
  })
  const skews = createRandom(seed, 'skew')
  const isSkewed = skews.chance(0.2)
  let [expectedUntil, invocations] = [0, 0]
  const world: World = {
    ...{ timeline, pace: createRandom(seed, 'pace'), faults, database, core, isSkewed },
    tell: (line) => void result.trace.push(`${((timeline.now() - startAt) / 1000).toFixed(3)} ${line}`),
    blame(invariant, detail) {
      result.violation ??= { invariant, detail }
    },
    log(_level, message, fields) {
      if (JSON.stringify([message, fields]).includes(merchant.apiKey)) world.blame('I12 no key in any log', message)
    },
    skewMs: () => (isSkewed ? skews.below(2 * mostSkewMs) - mostSkewMs : 0),
    nextInvocation() {
      invocations += 1
      return invocations
    },
    cashier(request, pays) {
      const answer = core.cashier(request, pays ? 'pay' : 'cancel')
      pump()
      return answer
    },
    expectUntil(at) {
      expectedUntil = Math.max(expectedUntil, at)
    },
    onGateway(request, answer) {
      const outTradeNo = orderIn(request)
      if (!isSkewed && answer.includes('<prepay_id>') && world.lastWritten(outTradeNo)?.state === 'closed') {
        world.blame('I9 what is closed here never becomes payable again', outTradeNo)
      }
      const busiest = calls.add(outTradeNo)
      if (busiest > mostCallsPerMinute) world.blame('I15 gateway calls per order and minute are bounded', `${busiest}`)
      if (overRefund.test(answer)) world.blame('I3 the gateway never has to refuse an over-refund', answer)
      pump()
    },
    onWritten: (request, reply) => writes.onWritten(request, reply),
    lastWritten: (outTradeNo) => writes.lastWritten(outTradeNo),
  }
  const writes = watchWrites(world)
  return {
    ...{ seed, world, result },
    scene: { world, orders: [] },
    expectedUntil: () => expectedUntil,
    close() {
      core.deliverer.stop()
      database.close()
    },
  }
}

/** In a third of the runs some refunds end otherwise than in the buyer's hands. */
function drawOutcomes(random: Random): ('SUCCESS' | 'CHANGE' | 'REFUNDCLOSE')[] {
  if (random.chance(2 / 3)) return []
  return Array.from({ length: 6 }, () => random.pick(['SUCCESS', 'SUCCESS', 'CHANGE', 'REFUNDCLOSE']))
}

/** The order that a request is about; refund numbers begin with the order's. */
function orderIn(request: string): string {
  return /<out_(?:trade|refund)_no><!\[CDATA\[(WM[0-9A-Z]{24})/.exec(request)?.[1] ?? ''
}

/** All functions together, repetitions included. */
const mostCallsPerMinute = 60

/** Counts the calls about each order in each minute. */
function createCallCounter(timeline: Timeline) {
  const counts = new Map<string, number>()
  return {
    add(outTradeNo: string): number {
      const key = `${outTradeNo} ${Math.floor(timeline.now() / 60_000)}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count
    },
  }
}

/** The gateway's words for more refunds than money. */
const overRefund = /可退款的余额不足|订单已全额退款|部分退款次数/

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

/** Lets refunds end and notifications go out when they are due; called whenever there may be new ones. */
function pumpOf(core: Core, timeline: Timeline): () => void {
  const pump = () => {
    const dueAt = core.nextDueAt()
    if (dueAt === undefined) return
    if (dueAt > timeline.now()) timeline.after(dueAt - timeline.now(), pump)
    else void core.runDue(timeline.now()).then(pump)
  }
  return pump
}
