import { describeFailure } from './describe-failure.ts'
import type { Counters } from './faults.ts'
import { runSeed } from './run-seed.ts'
import { shrink } from './shrink.ts'

/** The seeds of one worker: every `stride`-th from `from` on, below `until`. */
export interface Share {
  from: number
  until: number
  stride: number
}

/** What a worker tells, now and then and at its end. */
export interface Progress {
  seeds: number
  steps: number
  counters: [cell: string, count: number][]
  failure?: string
  isOver: boolean
}

const seedsPerReport = 25

async function work({ from, until, stride }: Share, tell: (progress: Progress) => void): Promise<void> {
  let [seeds, steps] = [0, 0]
  let counters: Counters = new Map()
  const report = (rest: Pick<Progress, 'isOver' | 'failure'>) => {
    tell({ seeds, steps, counters: [...counters], ...rest })
    seeds = 0
    steps = 0
    counters = new Map()
  }
  for (let seed = from; seed < until; seed += stride) {
    const result = await runSeed(seed, counters)
    seeds += 1
    steps += result.trace.length
    if (result.violation !== undefined) {
      report({ isOver: true, failure: describeFailure(await shrink(result)) })
      return
    }
    if (seeds === seedsPerReport) report({ isOver: false })
  }
  report({ isOver: true })
}

process.once('message', (share: Share) => {
  void work(share, (progress) => process.send?.(progress)).finally(() => process.disconnect())
})
