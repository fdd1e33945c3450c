import { type Counters, type Fault, faultsOf } from '../faults/faults.ts'
import type { Met, Placed } from '../faults/placed-faults.ts'
import type { FlowName } from '../scenarios/flows.ts'
import { type FlowResult, runFlow } from './run-flow.ts'

/** Maximum number of faults of a run, and the wanted part of the runs: every `stride`-th first fault. */
export interface Exhaustion {
  flows: readonly FlowName[]
  faults: 1 | 2
  part: number
  stride: number
}

/** A hundred notifications are hundreds of steps: behind and before those no second fault is placed. */
const alone: ReadonlySet<Fault> = new Set(['storm'])

/** A function that loses every race loses it at every later step of its transactions, whatever else would befall it. */
function isDecided(met: readonly Met[], first: Placed, { at }: Placed): boolean {
  const { place, step = '' } = met[at] ?? {}
  const invocation = step.slice(0, step.indexOf(':'))
  return (
    first.fault === 'conflict-always' && place === 'transaction' && met[first.at]?.step.startsWith(invocation) === true
  )
}

/** Every fault that the steps from number `from` on can meet, one at a time. */
function everyFault(met: readonly Met[], from = 0): Placed[] {
  return met
    .slice(from)
    .flatMap(({ place, step }, index) => faultsOf(place, step).map((fault) => ({ at: from + index, fault })))
}

/** Runs a flow with this fault, and, where two are wanted, with every second one that the run with it comes to. */
async function* withFirst(
  flow: FlowName,
  first: Placed,
  faults: Exhaustion['faults'],
  counters: Counters,
): AsyncGenerator<FlowResult> {
  const single = await runFlow(flow, [first], counters)
  yield single
  if (faults === 1 || alone.has(first.fault)) return
  for (const second of everyFault(single.met, first.at + 1)) {
    if (alone.has(second.fault) || isDecided(single.met, first, second)) continue
    yield await runFlow(flow, [first, second], counters)
  }
}

/**
 * Runs each flow with every single fault that its steps can meet; with two faults, also with every second one at every
 * later step, as the run with the first one comes to it. Yields every run.
 */
export async function* exhaust(
  { flows, faults, part, stride }: Exhaustion,
  counters: Counters,
): AsyncGenerator<FlowResult> {
  let number = 0
  for (const flow of flows) {
    const clean = await runFlow(flow, [], counters)
    if (part === 0) yield clean
    for (const first of everyFault(clean.met)) {
      number += 1
      if (number % stride === part) yield* withFirst(flow, first, faults, counters)
    }
  }
}
