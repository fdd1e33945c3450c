import { actInCrowd, crowds, type Tally } from '../actors/crowd.ts'
import { type Counters, createFaults } from '../faults/faults.ts'
import { createRandom } from '../kernel/random.ts'
import { tellFlow } from '../scenarios/tell-flow.ts'
import type { Safeguard } from '../world/safeguards.ts'
import { conduct } from './conduct.ts'
import { openRun, type RunResult } from './open-run.ts'
import { drawPlan } from './plan.ts'
import { reachedSteps } from './reached-steps.ts'

/** Parts left out of a run to make it smaller: numbers of faults and of actions. */
export interface Dropped {
  faults: ReadonlySet<number>
  actions: ReadonlySet<number>
}

/** Result of a seed. */
export interface SeedResult extends RunResult {
  seed: number
  /** Number of faults and actions that the seed drew. */
  planned: { faults: number; actions: number }
}

const nothing: Dropped = { faults: new Set(), actions: new Set() }

/** Runs one seed: what it tells, with its faults, then the settling, then the checks. `counters` gets what was hit. */
export async function runSeed(
  seed: number,
  counters: Counters,
  dropped: Dropped = nothing,
  without?: Safeguard,
): Promise<SeedResult> {
  const draws = createRandom(seed, 'plan')
  const { story, odds, mostSkewMs, outcomes, failsFromStart, ...plan } = drawPlan(draws, await reachedSteps())
  const faults = createFaults(createRandom(seed, 'faults'), counters, dropped.faults, odds)
  const run = openRun({
    ...{ seed, faults, counters, mostSkewMs, outcomes, without },
    reconciles: plan.reconciles && without === undefined,
    pace: createRandom(seed, 'pace'),
  })
  if (mostSkewMs > 0) run.world.count(`clocks × ${mostSkewMs < 60_000 ? 'seconds' : 'minutes'} apart`)
  const tally: Tally = { seed, dropped: dropped.actions, count: 0 }
  await conduct(run, seed, async () => {
    if (failsFromStart) faults.start()
    if (story === 'few' || story === 'many') return actInCrowd(run.scene, crowds[story], draws, tally)
    return tellFlow(run.scene, story)
  })
  return { ...run.result, seed, planned: { faults: faults.planned(), actions: tally.count } }
}
