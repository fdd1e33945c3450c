import type { Random } from '../kernel/random.ts'

/** Faults of a step, by its target. `slow` ones only take time. */
export const faultKinds = {
  database: ['error-before', 'error-after', 'no-json-after', 'rate-limit', 'slow', 'kill-before', 'kill-after'],
  transaction: ['error-before', 'error-after', 'conflict', 'conflict-always', 'slow', 'kill-before', 'kill-after'],
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
  notification: ['lost', 'late', 'days-late', 'duplicate', 'storm', 'lost-answer', 'forged-beside'],
} as const

/** Faults of a single call of the gateway. */
const ofCall: Record<string, readonly string[]> = {
  unifiedorder: ['number-used'],
  closeorder: ['closed-in-words-only'],
  refund: ['not-enough', 'overdue', 'account-abnormal'],
  downloadbill: ['no-bill', 'bill-creating', 'other-totals'],
}

/** Faults that a call cannot meet: a bill is not signed. */
const notOfCall: Record<string, readonly string[]> = { downloadbill: ['wrong-sign', 'unsigned-answer'] }

export type Place = keyof typeof faultKinds
export type Fault =
  | (typeof faultKinds)[Place][number]
  | 'number-used'
  | 'closed-in-words-only'
  | 'not-enough'
  | 'overdue'
  | 'account-abnormal'
  | 'no-bill'
  | 'bill-creating'
  | 'other-totals'

/** All that a step can meet; `step` is `<function>: <request>`, or the function that a notification goes to. */
export function faultsOf(place: Place, step: string): readonly Fault[] {
  if (place !== 'gateway') return faultKinds[place]
  const call = step.slice(step.lastIndexOf(' ') + 1)
  const kinds = faultKinds.gateway.filter((fault) => notOfCall[call]?.includes(fault) !== true)
  return [...kinds, ...((ofCall[call] ?? []) as Fault[])]
}

/** Decides what each step of a run meets. */
export interface Faults {
  /** Draws the fault of this step; `step` names it in the counters. */
  next(place: Place, step: string): Fault | undefined
  /** Starts the faults; before, nothing fails. */
  start(): void
  /** Stops the faults. */
  stop(): void
  /** Faults so far, dropped ones included: each has a number from 0. */
  planned(): number
  /** Steps so far, failing ones or not, by where they went. */
  steps(): Readonly<Record<Place, number>>
}

/** Number of hits of each cell `step × fault`. */
export type Counters = Map<string, number>

export function addTo(counters: Counters, cell: string, count = 1): void {
  counters.set(cell, (counters.get(cell) ?? 0) + count)
}

/** A step without the number of its invocation. */
export function withoutNumber(step: string): string {
  return step.replace(/#\d+/, '')
}

export function noSteps(): Record<Place, number> {
  return { database: 0, transaction: 0, gateway: 0, notification: 0 }
}

/** A fault that a run is to meet: at the `nth` time (from 1) that it comes to the step. */
export interface Aim {
  step: string
  fault: Fault
  nth: number
}

/** Fault rates of a run. */
export interface Odds {
  /** Rate of one step, by its target. */
  rates: Record<Place, number>
  /** Steps that begin so fail at the focused rate, if that is higher. */
  focus: string
  focusedRate: number
  aims: readonly Aim[]
}

/** Too many steps to happen by chance: only aimed at. */
const aimedOnly: ReadonlySet<Fault> = new Set(['storm'])

/** Which faults there are at all in a run, by step. */
function drawKinds(random: Random): (place: Place, step: string) => readonly Fault[] {
  const all = [...Object.values(faultKinds), ...Object.values(ofCall)].flat() as Fault[]
  const drawn = new Set([...new Set(all)].filter((fault) => random.chance(0.5) && !aimedOnly.has(fault)))
  const known = new Map<string, readonly Fault[]>()
  return (place, step) => {
    const kinds = known.get(step) ?? faultsOf(place, step).filter((fault) => drawn.has(fault))
    known.set(step, kinds)
    return kinds
  }
}

/** Says when a step is one that is aimed at. */
function takeAims(aims: readonly Aim[]): (step: string) => Fault | undefined {
  const times = new Map<string, number>()
  return (step) => {
    if (!aims.some((aim) => aim.step === step)) return undefined
    const nth = (times.get(step) ?? 0) + 1
    times.set(step, nth)
    return aims.find((aim) => aim.step === step && aim.nth === nth)?.fault
  }
}

/**
 * A swarm: each seed draws which kinds of faults there are at all, so that some runs are full of one mishap. Faults whose
 * numbers are in `dropped` do not happen, while everything else stays as drawn.
 */
export function createFaults(random: Random, counters: Counters, dropped: ReadonlySet<number>, odds: Odds): Faults {
  const { rates, focus, focusedRate, aims } = odds
  const kindsAt = drawKinds(random)
  const aimedAt = takeAims(aims)
  const steps = noSteps()
  let [count, isOn] = [0, false]

  function draw(place: Place, step: string): Fault | undefined {
    const [happens, which] = [random.next(), random.next()]
    const aimed = aimedAt(step)
    if (aimed !== undefined) return aimed
    if (happens >= Math.max(rates[place], focus !== '' && step.startsWith(focus) ? focusedRate : 0)) return undefined
    const kinds = kindsAt(place, step)
    return kinds[Math.floor(which * kinds.length)]
  }

  return {
    next(place, numbered) {
      steps[place] += 1
      if (!isOn) return undefined
      const step = withoutNumber(numbered)
      const fault = draw(place, step)
      if (fault === undefined) return undefined
      count += 1
      if (dropped.has(count - 1)) return undefined
      addTo(counters, `${step} × ${fault}`)
      return fault
    },
    start() {
      isOn = true
    },
    stop() {
      isOn = false
    },
    planned: () => count,
    steps: () => steps,
  }
}
