import type { Counters } from '../faults/faults.ts'
import { type Met, type Placed, placeFaults } from '../faults/placed-faults.ts'
import { fixedPace } from '../kernel/pace.ts'
import { type FlowName, needsBill } from '../scenarios/flows.ts'
import { tellFlow } from '../scenarios/tell-flow.ts'
import type { Safeguard } from '../world/safeguards.ts'
import { conduct } from './conduct.ts'
import { openRun, type RunResult } from './open-run.ts'

/** Result of a flow with its faults. */
export interface FlowResult extends RunResult {
  flow: FlowName
  placed: readonly Placed[]
  /** The steps in which something could have failed. */
  met: readonly Met[]
}

const seed = 1

/** Runs a flow at a fixed pace, with these faults and no others. */
export async function runFlow(
  flow: FlowName,
  placed: readonly Placed[],
  counters: Counters,
  without?: Safeguard,
): Promise<FlowResult> {
  const faults = placeFaults(placed, counters)
  const pace = fixedPace(seed)
  const reconciles = without === undefined && needsBill(flow)
  const run = openRun({ seed, faults, pace, counters, mostSkewMs: 0, outcomes: [], without, reconciles })
  await conduct(run, seed, () => tellFlow(run.scene, flow))
  return { ...run.result, flow, placed, met: faults.met }
}
