import type { WorkerResult } from './run-workers.ts'

const everyMs = 10_000

interface Kind {
  mode: 'seeds' | 'faults'
  workers: number
}

const unitOf = ({ mode }: Kind) => (mode === 'seeds' ? 'seeds' : 'runs')

/** Runs a second, and steps at the database, all together and of one process. */
export function describeSpeed({ runs, steps }: WorkerResult, seconds: number, kind: Kind): string {
  const perWorker = (count: number) => (count / seconds / kind.workers).toFixed(0)
  const what = unitOf(kind)
  return `${(runs / seconds).toFixed(0)} ${what}/s, per process ${perWorker(runs)} ${what}/s and ${perWorker(steps.database + steps.transaction)} database steps/s`
}

/** One line of figures: runs, steps and speed. */
export function describeOutcome(outcome: WorkerResult, seconds: number, kind: Kind): string {
  const all = Object.values(outcome.steps).reduce((sum, count) => sum + count, 0)
  return `[simulate] ${outcome.runs} ${unitOf(kind)}, ${all} steps, ${describeSpeed(outcome, seconds, kind)}`
}

/** Tells how far it is, at most every ten seconds. */
export function createPace(kind: Kind, tell: (line: string) => void, leastMs = everyMs) {
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  let shownAt = startedAt
  return {
    seconds,
    show(outcome: WorkerResult): void {
      if (performance.now() - shownAt < leastMs) return
      shownAt = performance.now()
      tell(describeOutcome(outcome, seconds(), kind))
    },
  }
}

/** Shows how far it is: in place on a terminal, else as a line every ten seconds. */
export function createProgress(kind: Kind) {
  const isTerminal = process.stdout.isTTY === true
  const write = (line: string) => void process.stdout.write(isTerminal ? `\r${line}` : `${line}\n`)
  const pace = createPace(kind, write, isTerminal ? 0 : everyMs)
  return { ...pace, end: (line: string): void => void process.stdout.write(`${isTerminal ? '\r' : ''}${line}\n`) }
}
