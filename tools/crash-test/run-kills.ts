import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actAll } from './actors.ts'
import { audit } from './audit.ts'
import { checkEnd, turnover } from './check-end.ts'
import { carryOut, type Kill, planKills, type Victim, victims } from './killer.ts'
import { passTime } from './move-time.ts'
import { openShop, removeShop, type Shop } from './open-shop.ts'
import type { Run } from './run.ts'
import { settle } from './settle.ts'

export interface KillsOptions {
  seed: number
  kills: number
  /** A kill comes after at most so many calls, answers or writes; default 40. */
  mostMoments?: number
  /** Gets a line of progress after every kill. */
  tell?: (line: string) => void
}

/** Report of a run. */
export interface KillsReport {
  seed: number
  kills: Record<Victim, number>
  /** Calls of people, and those of them that got no answer. */
  calls: number
  unanswered: number
  /** Number of refusals, by function and reason; the most frequent first. */
  refusals: [what: string, times: number][]
  orders: number
  payments: number
  paidFen: number
  refunds: number
  refundedFen: number
  /** Notifications of the gateway, and how often they were delivered. */
  notifications: number
  deliveries: number
  acknowledgements: number
  audits: number
  /** Number of losses and contradictions: 0, for any other number is an error. */
  violations: number
  rounds: number
  /** Durations of the starts after a kill, in ms. */
  medianStartMs: number
  seconds: number
}

/**
 * Runs the shop as processes of its own, over real sockets, with people at work while functions, emulator and simulator
 * are killed; then lets it come to rest and compares both sides.
 *
 * @throws Error naming the seed and everything that was lost or does not agree.
 */
export async function runKills(options: KillsOptions): Promise<KillsReport> {
  const { seed, kills: count, mostMoments = 40, tell = () => undefined } = options
  const began = performance.now()
  const dir = mkdtempSync(join(tmpdir(), 'wxpay-kills-'))
  let shop: Shop | undefined
  try {
    shop = await openShop(dir)
    const report = await runShop(shop, { seed, plan: planKills({ seed, count, mostMoments }), tell })
    return { ...report, seconds: (performance.now() - began) / 1000 }
  } finally {
    await shop?.close()
    removeShop(dir)
  }
}

interface Plan {
  seed: number
  plan: Kill[]
  tell: (line: string) => void
}

async function runShop(shop: Shop, { seed, plan, tell }: Plan): Promise<Omit<KillsReport, 'seconds'>> {
  let over = false
  const run: Run = {
    ...{ seed, shop, orders: [], acknowledgements: [], audited: 0, violations: [], refusals: new Map() },
    counts: { calls: 0, unanswered: 0, audits: 0 },
    isOver: () => over,
  }
  const done: Record<Victim, number> = { function: 0, emulator: 0, simulator: 0 }
  const startsMs: number[] = []
  const killAll = async (victim: Victim) => {
    for (const kill of plan.filter((one) => one.victim === victim)) {
      if (over) return
      const startMs = await carryOut(run, kill)
      done[victim] += 1
      if (victim !== 'function') startsMs.push(startMs)
      const store = await audit(run)
      if (store !== undefined) tell(progress(run, done, turnover(store)))
      refuse(run)
    }
  }
  /** Kills that follow fast upon each other leave nobody the time to pay: people go on until somebody has. */
  const awaitPayment = async () => {
    while (!over) {
      const store = await audit(run)
      refuse(run)
      if (store !== undefined && turnover(store).payments > 0) return
      await shop.moments.nth('answer', 1)
    }
  }
  const end = () => {
    over = true
    shop.moments.end()
  }
  const jobs = [Promise.all(victims.map(killAll)).then(awaitPayment).then(end), ...actAll(run), passTime(run)]
  try {
    await Promise.all(jobs)
  } finally {
    end()
    await Promise.allSettled(jobs)
  }
  const rounds = await settle(run)
  run.audited = 0 // what held after a kill has to hold in the end
  await audit(run)
  const { store, broken } = await checkEnd(shop)
  run.violations.push(...broken)
  refuse(run)
  return {
    violations: run.violations.length,
    refusals: [...run.refusals].sort(([, a], [, b]) => b - a),
    ...{ seed, kills: done, ...run.counts, rounds, ...turnover(store), orders: store.orders.size },
    acknowledgements: run.acknowledgements.length + store.gateway.deliveries.filter((one) => one.acknowledged).length,
    notifications: store.gateway.notifications.length,
    deliveries: store.gateway.deliveries.length,
    medianStartMs: startsMs.sort((a, b) => a - b)[Math.floor(startsMs.length / 2)] ?? 0,
  }
}

function progress(run: Run, done: Record<Victim, number>, { payments, refunds }: ReturnType<typeof turnover>): string {
  const kills = victims.map((victim) => `${victim} ${done[victim]}`).join(', ')
  const { calls, unanswered } = run.counts
  return `${kills} killed; ${calls} calls, ${unanswered} without an answer; ${run.orders.length} orders, ${payments} paid, ${refunds} refunded; ${run.acknowledgements.length} acknowledgements, none lost`
}

const shownViolations = 20

function refuse({ seed, violations }: Run): void {
  if (violations.length === 0) return
  const shown = violations.slice(0, shownViolations).join('\n  ')
  throw new Error(`[kills] seed ${seed}: ${violations.length} times something is wrong:\n  ${shown}`)
}
