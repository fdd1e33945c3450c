import type { crowds } from '../actors/crowd.ts'
import type { Aim, Fault, Odds } from '../faults/faults.ts'
import type { Random } from '../kernel/random.ts'
import { matrix } from '../matrix/matrix.ts'
import { type FlowName, flowNames, flows, needsBill } from '../scenarios/flows.ts'
import type { RefundEnd } from '../transports/gateway-gone-wrong.ts'

/** Plan that a seed draws before anything happens. */
export interface Plan {
  /** One flow, or people who do as they like. */
  story: FlowName | keyof typeof crowds
  odds: Odds
  mostSkewMs: number
  outcomes: Exclude<RefundEnd, 'PROCESSING'>[]
  /** True if faults begin at once, not only in what the flow is about. */
  failsFromStart: boolean
  /** True if the bills are compared in the end. */
  reconciles: boolean
}

const isFlow = (story: Plan['story']): story is FlowName => Object.hasOwn(flows, story)

type Reached = ReadonlyMap<FlowName, ReadonlySet<string>>

/** The simulated cells of the matrix, as something to aim at. */
const targets = [...new Set(matrix.flatMap(({ simulated = [] }) => simulated))].map((counter) => {
  const [step = '', fault = ''] = counter.split(' × ')
  return { step, fault: fault as Fault }
})

const anyFunction = [
  ...['', '', 'create-order', 'unified-order', 'pay-notify', 'get-order', 'cancel-order', 'close-expired-orders'],
  ...['request-refund', 'refund', 'refund-notify', 'sync-refunds'],
]

const even = (rate: number, more: number) => ({
  ...{ database: rate, transaction: rate },
  ...{ gateway: rate * more, notification: rate * more },
})

const calm: Odds = { rates: even(0, 0), focus: '', focusedRate: 0, aims: [] }

const aimsOfRun = 6

/** Steps, or cells, behind so much else that can fail, or in so few flows, that they have to be aimed at more often than others. */
const oftener: Record<string, number> = {
  'cancel-order: modifyDocument orders': 3,
  'close-expired-orders: commitTransaction': 13,
  'close-expired-orders: orderquery': 3,
  'create-order: commitTransaction': 7,
  'get-order: orderquery': 3,
  'abandon-refund: modifyDocument orders': 2,
  'mark-collected: getDocument orders': 3,
  'mark-collected: modifyDocument orders': 11,
  'pay-notify × storm': 6,
  'pay-notify: getDocument orders': 2,
  'pay-notify: modifyDocument orders': 5,
  'query-refund: modifyDocument orders': 4,
  'reconcile: commitTransaction': 22,
  'reconcile: downloadbill': 2,
  'reconcile: getDocument orders': 3,
  'reconcile: modifyDocument discrepancies': 3,
  'reconcile: modifyDocument reconciliations': 3,
  'refund-notify × storm': 6,
  'refund-notify: modifyDocument orders': 2,
  'refund-notify: refundquery': 2,
  'reject-refund: modifyDocument orders': 12,
  'request-refund: modifyDocument orders': 4,
  'resolve-discrepancy: modifyDocument discrepancies': 2,
  'resolve-discrepancy: orderquery': 4,
  'resolve-refund-task: modifyDocument orders': 4,
  'settle-refund-manually: modifyDocument orders': 2,
  'sync-refunds: modifyDocument orders': 2,
  'sync-refunds: refund': 4,
  'sync-refunds: refundquery': 3,
  'unified-order: unifiedorder': 3,
}

const toMerchant = { outcome: 'SUCCESS', receivedBy: 'merchant' } as const

/** Cells to aim at first. */
function poolOf(reached: Reached): typeof targets {
  return targets.flatMap((target) => {
    const isReached = flowNames.some((name) => reached.get(name)?.has(target.step))
    const weight = oftener[`${target.step} × ${target.fault}`] ?? oftener[target.step] ?? 1
    return Array.from({ length: isReached ? weight : 0 }, () => target)
  })
}

let pool: typeof targets | undefined

/** Aims at cells of the matrix that one flow comes by: without it some would hardly ever be hit. */
function drawAimed(random: Random, reached: Reached): { story: FlowName; odds: Odds } {
  pool ??= poolOf(reached)
  const first = random.pick(pool)
  const story = random.pick(flowNames.filter((name) => reached.get(name)?.has(first.step)))
  // What fails earlier keeps many runs from where they were to go: in half of them only one function fails.
  const where = random.chance(0.5) ? first.step.replace(/:.*/, '') : ''
  // A storm is hundreds of steps: only where it is what is aimed at.
  const others = targets.filter(
    ({ step, fault }) => step.startsWith(where) && reached.get(story)?.has(step) && fault !== 'storm',
  )
  const more = Array.from({ length: aimsOfRun - 1 }, (): Aim => ({ ...random.pick(others), nth: 1 + random.below(2) }))
  const aims = [{ ...first, nth: 1 }, ...more]
  return { story, odds: { rates: even(random.pick([0, 0, 0.02]), 3), focus: '', focusedRate: 0, aims } }
}

function drawFlow(random: Random): { story: FlowName; odds: Odds } {
  const story = random.pick(flowNames)
  const rates = even(random.pick([0.02, 0.05, 0.1]), 5)
  const focusedRate = random.pick([0.1, 0.2, 0.4])
  return { story, odds: { rates, focus: random.pick(flows[story].focus), focusedRate, aims: [] } }
}

/** The database has by far the most steps: without the weights, most faults would meet a read. */
function drawCrowd(random: Random, story: keyof typeof crowds): { story: keyof typeof crowds; odds: Odds } {
  const rates = even(random.pick([0.01, 0.02, 0.05]), 6)
  return { story, odds: { rates, focus: random.pick(anyFunction), focusedRate: 0.12, aims: [] } }
}

/**
 * Draws what a seed tells: short stories in most, crowds in few. In some nothing fails, in a fifth the clocks are off, in
 * a third refunds end otherwise than in the buyer's hands.
 */
export function drawPlan(random: Random, reached: Reached): Plan {
  const kind = random.next()
  const told =
    kind < 0.89
      ? drawAimed(random, reached)
      : kind < 0.94
        ? drawFlow(random)
        : drawCrowd(random, kind < 0.975 ? 'few' : 'many')
  const outcomes = random.chance(2 / 3)
    ? []
    : Array.from({ length: 6 }, () => random.pick(['SUCCESS', 'SUCCESS', 'CHANGE', 'REFUNDCLOSE', toMerchant] as const))
  return {
    story: told.story,
    odds: random.chance(0.05) ? calm : told.odds,
    mostSkewMs: random.chance(0.2) ? random.pick([2_000, 5 * 60_000]) : 0,
    outcomes,
    failsFromStart: random.chance(told.odds.aims.length > 0 ? 0.3 : 0.7),
    reconciles: random.chance(0.1) || (isFlow(told.story) && needsBill(told.story)),
  }
}
