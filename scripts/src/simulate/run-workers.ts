import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Defence } from './defences.ts'
import type { Exhaustion } from './exhaust.ts'
import { addTo, type Counters, noSteps, type Place } from './faults.ts'
import type { Progress, Share } from './worker.ts'

const program = fileURLToPath(new URL('./worker.ts', import.meta.url))
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

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
  const running: ChildProcess[] = []
  const stopAll = () => running.forEach((child) => void child.kill())
  const runOne = (share: Share) =>
    new Promise<void>((resolve, reject) => {
      // Compiled at once to the plain machine code: a tenth faster over a minute than code that has to warm up.
      const child = fork(program, { execArgv: ['--always-sparkplug', '--import', loader] })
      running.push(child)
      let isOver = false
      child.on('error', reject)
      child.on('exit', (code) => {
        if (isOver || outcome.failure !== undefined) resolve()
        else reject(new Error(`[simulate] a worker ended with code ${code} before its work. Its message is above.`))
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
  }
  return outcome
}

function add(outcome: Outcome, { runs, steps, counters, failure }: Progress): void {
  outcome.runs += runs
  for (const place of Object.keys(steps) as Place[]) outcome.steps[place] += steps[place]
  for (const [cell, count] of counters) addTo(outcome.counters, cell, count)
  outcome.failure ??= failure
}
