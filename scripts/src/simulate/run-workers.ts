import { type ChildProcess, fork } from 'node:child_process'
import { bundleWorker } from './bundle-worker.ts'
import type { Defence } from './defences.ts'
import type { Exhaustion } from './exhaust.ts'
import { addTo, type Counters, noSteps, type Place } from './faults.ts'
import type { Progress, Share } from './worker.ts'

/** What came of many runs. */
export interface Outcome {
  runs: number
  steps: Record<Place, number>
  counters: Counters
  /** What is to be read of the first run that failed. */
  failure: string | undefined
}

type OnProgress = (outcome: Outcome) => void

/** Runs `seeds` seeds from `from` on, spread over `workers` processes; stops at the first that fails. */
export function runSeeds(
  { from, seeds, workers, without }: { from: number; seeds: number; workers: number; without?: Defence | undefined },
  onProgress?: OnProgress,
): Promise<Outcome> {
  const shares = Array.from({ length: workers }, (_, index): Share => {
    const share = { kind: 'seeds', from: from + index, until: from + seeds, stride: workers } as const
    return { ...share, ...(without !== undefined && { without }) }
  })
  return runShares(shares, onProgress)
}

/** Runs flows with faults at every step, spread over `workers` processes; stops at the first run that fails. */
export function runFaults(
  { workers, ...wanted }: Omit<Exhaustion, 'part' | 'stride'> & { workers: number },
  onProgress?: OnProgress,
): Promise<Outcome> {
  const shares = Array.from({ length: workers }, (_, part): Share => {
    return { kind: 'faults', ...wanted, part, stride: workers }
  })
  return runShares(shares, onProgress)
}

/** @throws Error when a worker ends before its work */
async function runShares(shares: Share[], onProgress: OnProgress = () => undefined): Promise<Outcome> {
  const outcome: Outcome = { runs: 0, steps: noSteps(), counters: new Map(), failure: undefined }
  const worker = await bundleWorker()
  let unread = shares.length
  const running: ChildProcess[] = []
  const stopAll = () => running.forEach((child) => void child.kill())
  const runOne = (share: Share) =>
    new Promise<void>((resolve, reject) => {
      // Compiled early, plainly and then well: a sixth faster over a minute than code that warms up as a server’s does.
      const child = fork(worker.file, {
        execArgv: ['--always-sparkplug', '--interrupt-budget=25000', '--enable-source-maps'],
      })
      running.push(child)
      let isOver = false
      child.on('error', reject)
      child.on('exit', (code) => {
        if (isOver || outcome.failure !== undefined) resolve()
        else reject(new Error(`[simulate] a worker ended with code ${code} before its work. Its message is above.`))
      })
      // Who has begun needs the file no more, and nothing is left of it however this ends.
      child.once('message', () => {
        unread -= 1
        if (unread === 0) worker.remove()
      })
      child.on('message', (progress: Progress) => {
        isOver ||= progress.isOver
        add(outcome, progress)
        onProgress(outcome)
        if (progress.failure !== undefined) stopAll()
      })
      child.send(share)
    })
  try {
    await Promise.all(shares.map(runOne))
  } finally {
    stopAll()
    worker.remove()
  }
  return outcome
}

function add(outcome: Outcome, { runs, steps, counters, failure }: Progress): void {
  outcome.runs += runs
  for (const place of Object.keys(steps) as Place[]) outcome.steps[place] += steps[place]
  for (const [cell, count] of counters) addTo(outcome.counters, cell, count)
  outcome.failure ??= failure
}
