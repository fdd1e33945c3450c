import type { Random } from './random.ts'

/** What a step can meet, by where it goes. `quiet` ones only take time. */
export const faultKinds = {
  database: ['error-before', 'error-after', 'no-json-after', 'rate-limit', 'slow', 'kill-before', 'kill-after'],
  transaction: ['error-before', 'error-after', 'conflict', 'slow', 'kill-before', 'kill-after'],
  gateway: [
    'refused-connection',
    'lost-request',
    'lost-answer',
    'bad-gateway-before',
    'bad-gateway-after',
    'truncated-answer',
    'wrong-sign',
    'unsigned-answer',
    'other-merchant',
    'system-error-before',
    'system-error-after',
    'frequency-limited',
    'slow',
    'kill-before',
    'kill-after',
  ],
  notification: ['lost', 'late', 'duplicate', 'lost-answer'],
} as const

export type Place = keyof typeof faultKinds
export type Fault = (typeof faultKinds)[Place][number]

/** Decides what each step of a run meets. */
export interface Faults {
  /** What this step meets; `step` names it in the counters. */
  next(place: Place, step: string): Fault | undefined
  /** From now on nothing fails. */
  stop(): void
  /** Faults so far, dropped ones included: each has a number from 0. */
  planned(): number
}

/** How often each cell `step × fault` was hit. */
export type Counters = Map<string, number>

export function addTo(counters: Counters, cell: string, count = 1): void {
  counters.set(cell, (counters.get(cell) ?? 0) + count)
}

const rates = [0, 0.01, 0.02, 0.05]
/** The database has by far the most steps: without this, most faults would meet a read. */
const weights: Record<Place, number> = { database: 1, transaction: 1, gateway: 6, notification: 6 }

/** Functions of which one is hit harder than the rest in a run; some do too little to be hit otherwise. */
const foci = ['', '', 'pay-notify', 'refund', 'cancel-order', 'close-expired-orders', 'sync-refunds', 'request-refund']
const focusedRate = 0.12

/**
 * A swarm: each seed draws how often things fail, where most, and which kinds at all, so that some runs are full of one mishap.
 * Faults whose numbers are in `dropped` do not happen, while everything else stays as drawn.
 */
export function createFaults(random: Random, counters: Counters, dropped: ReadonlySet<number>): Faults {
  const rate = random.pick(rates)
  const focus = random.pick(foci)
  const enabled = Object.fromEntries(
    Object.entries(faultKinds).map(([place, kinds]) => [place, kinds.filter(() => random.chance(0.5))]),
  ) as unknown as Record<Place, Fault[]>
  const rateOf = (place: Place, step: string) =>
    rate === 0 ? 0 : Math.max(rate * weights[place], focus !== '' && step.startsWith(focus) ? focusedRate : 0)
  let count = 0
  let stopped = false
  return {
    next(place, step) {
      const [happens, which] = [random.next(), random.next()]
      const kinds = enabled[place]
      if (stopped || happens >= rateOf(place, step) || kinds.length === 0) return undefined
      const fault = kinds[Math.floor(which * kinds.length)]
      const number = count
      count += 1
      if (fault === undefined || dropped.has(number)) return undefined
      addTo(counters, `${step.replace(/#\d+/, '')} × ${fault}`)
      return fault
    },
    stop() {
      stopped = true
    },
    planned: () => count,
  }
}
