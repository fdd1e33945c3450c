import { constants, setPriority } from 'node:os'
import { type Counters, noSteps, type Place } from '../faults/faults.ts'
import type { Safeguard } from '../world/safeguards.ts'
import { describeFailure, describeFlowFailure } from './describe-failure.ts'
import { type Exhaustion, exhaust } from './exhaust.ts'
import { runSeed } from './run-seed.ts'
import { shrink } from './shrink.ts'

/** The work of one worker: every `stride`-th seed from `from` on, below `until`, or its part of all placed faults. */
export type Share =
  | { kind: 'seeds'; from: number; until: number; stride: number; without?: Safeguard }
  | ({ kind: 'faults' } & Exhaustion)

/** Message of a worker, now and then and at its end. */
export interface Progress {
  runs: number
  steps: Record<Place, number>
  counters: [cell: string, count: number][]
  failure?: string
  isOver: boolean
}

const runsPerReport = 25

/** One run after the other: its steps, and how it failed. */
type Runs = AsyncGenerator<{ steps: Record<Place, number>; failure?: string }>

async function* runSeeds(share: Extract<Share, { kind: 'seeds' }>, counters: Counters): Runs {
  for (let seed = share.from; seed < share.until; seed += share.stride) {
    const result = await runSeed(seed, counters, undefined, share.without)
    const failed = result.violation !== undefined
    yield { steps: result.steps, ...(failed && { failure: describeFailure(await shrink(result, share.without)) }) }
  }
}

async function* runFaults(share: Exhaustion, counters: Counters): Runs {
  for await (const result of exhaust(share, counters)) {
    const failed = result.violation !== undefined
    yield { steps: result.steps, ...(failed && { failure: describeFlowFailure(result) }) }
  }
}

async function work(share: Share, tell: (progress: Progress) => void): Promise<void> {
  const counters: Counters = new Map()
  let [runs, steps] = [0, noSteps()]
  const report = (rest: Pick<Progress, 'isOver' | 'failure'>) => {
    tell({ runs, steps, counters: [...counters], ...rest })
    counters.clear()
    runs = 0
    steps = noSteps()
  }
  for await (const run of share.kind === 'seeds' ? runSeeds(share, counters) : runFaults(share, counters)) {
    runs += 1
    for (const place of Object.keys(steps) as Place[]) steps[place] += run.steps[place]
    if (run.failure !== undefined) return report({ isOver: true, failure: run.failure })
    if (runs === runsPerReport) report({ isOver: false })
  }
  report({ isOver: true })
}

// Minutes on every core: whatever else is to be done here comes first.
setPriority(constants.priority.PRIORITY_LOW)

// Nobody is left to tell.
process.once('disconnect', () => process.exit())
process.on('message', (share: Share) => void work(share, (progress) => process.send?.(progress)))
