import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { addTo, type Counters } from './faults.ts'
import type { Progress, Share } from './worker.ts'

const program = fileURLToPath(new URL('./worker.ts', import.meta.url))
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** What came of many seeds. */
export interface Outcome {
  seeds: number
  steps: number
  counters: Counters
  /** What is to be read of the first seed that failed. */
  failure: string | undefined
}

/**
 * Runs `seeds` seeds from `from` on, spread over `workers` processes; stops at the first that fails.
 * @throws Error when one of them ends before its work
 */
export async function runSeeds(
  { from, seeds, workers }: { from: number; seeds: number; workers: number },
  onProgress: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome> {
  const outcome: Outcome = { seeds: 0, steps: 0, counters: new Map(), failure: undefined }
  const running: ChildProcess[] = []
  const stopAll = () => running.forEach((child) => void child.kill())
  const runOne = (share: Share) =>
    new Promise<void>((resolve, reject) => {
      const child = fork(program, { execArgv: ['--import', loader] })
      running.push(child)
      let isOver = false
      child.on('error', reject)
      child.on('exit', (code) => {
        if (isOver || outcome.failure !== undefined) resolve()
        else reject(new Error(`[simulate] a worker ended with code ${code} before its work. Its message is above.`))
      })
      child.on('message', (progress: Progress) => {
        isOver ||= progress.isOver
        outcome.seeds += progress.seeds
        outcome.steps += progress.steps
        for (const [cell, count] of progress.counters) addTo(outcome.counters, cell, count)
        outcome.failure ??= progress.failure
        onProgress(outcome)
        if (progress.failure !== undefined) stopAll()
      })
      child.send(share)
    })
  try {
    const shares = Array.from({ length: workers }, (_, index) => ({
      from: from + index,
      until: from + seeds,
      stride: workers,
    }))
    await Promise.all(shares.map(runOne))
  } finally {
    stopAll()
  }
  return outcome
}
