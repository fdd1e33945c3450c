import { type ChildProcess, fork } from 'node:child_process'
import { addTo, type Counters, noSteps, type Place } from '../faults/faults.ts'
import type { Safeguard } from '../world/safeguards.ts'
import { bundleWorker } from './bundle-worker.ts'
import type { Exhaustion } from './exhaust.ts'
import type { Progress, Share } from './worker.ts'

/** Result of many runs. */
export interface WorkerResult {
  runs: number
  steps: Record<Place, number>
  counters: Counters
  /** Description of the first run that failed. */
  failure: string | undefined
}

type OnProgress = (outcome: WorkerResult) => void

/** Runs to spread over the workers: so many seeds from `from` on, or flows with faults at every step. */
export type Work =
  | { kind: 'seeds'; from: number; seeds: number; without?: Safeguard | undefined }
  | ({ kind: 'faults' } & Omit<Exhaustion, 'part' | 'stride'>)

/**
 * Runs one piece of work in `workers` processes; stops at the first run that fails.
 *
 * @throws Error when a worker ends before its work
 */
export async function runInWorkers(
  work: Work,
  workers: number,
  onProgress: OnProgress = () => undefined,
): Promise<WorkerResult> {
  const bundle = await bundleWorker()
  const children = Array.from({ length: workers }, () => startWorker(bundle.file))
  // Who has begun needs the file no more, and nothing is left of it however this ends.
  let unread = workers
  for (const child of children) {
    child.once('message', () => {
      unread -= 1
      if (unread === 0) bundle.remove()
    })
  }
  const outcome: WorkerResult = { runs: 0, steps: noSteps(), counters: new Map(), failure: undefined }
  try {
    await runShares(children, work, outcome, onProgress)
    return outcome
  } finally {
    for (const child of children) child.kill()
    bundle.remove()
  }
}

/** Compiled early, plainly and then well: a sixth faster over a minute than code that warms up as a server’s does. */
function startWorker(file: string): ChildProcess {
  return fork(file, { execArgv: ['--always-sparkplug', '--interrupt-budget=25000', '--enable-source-maps'] })
}

function shareOf(work: Work, part: number, stride: number): Share {
  if (work.kind === 'faults') return { ...work, part, stride }
  const { from, seeds, without } = work
  const share = { kind: 'seeds', from: from + part, until: from + seeds, stride } as const
  return { ...share, ...(without !== undefined && { without }) }
}

async function runShares(children: ChildProcess[], work: Work, outcome: WorkerResult, onProgress: OnProgress) {
  let hasFailed = () => {}
  const failed = new Promise<void>((resolve) => {
    hasFailed = resolve
  })
  const hear = (progress: Progress) => {
    add(outcome, progress)
    onProgress(outcome)
    if (progress.failure !== undefined) hasFailed()
  }
  const all = children.map((child, part) => runShare(child, shareOf(work, part, children.length), hear))
  await Promise.race([failed, Promise.all(all)])
}

/** Gives a worker its share and hears what it tells until that is done. */
function runShare(child: ChildProcess, share: Share, hear: (progress: Progress) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const onMessage = (progress: Progress) => {
      hear(progress)
      if (!progress.isOver) return
      child.off('message', onMessage).off('exit', onExit).off('error', reject)
      resolve()
    }
    const onExit = (code: number | null) =>
      reject(new Error(`[simulate] a worker ended with code ${code} before its work. Its message is above.`))
    child.on('message', onMessage).once('exit', onExit).once('error', reject)
    child.send(share)
  })
}

function add(outcome: WorkerResult, { runs, steps, counters, failure }: Progress): void {
  outcome.runs += runs
  for (const place of Object.keys(steps) as Place[]) outcome.steps[place] += steps[place]
  for (const [cell, count] of counters) addTo(outcome.counters, cell, count)
  outcome.failure ??= failure
}
