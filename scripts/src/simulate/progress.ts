import type { Outcome } from './run-workers.ts'

const everyMs = 10_000

/** One line of figures: runs, and steps at the database, per second and worker. */
export function describeOutcome(
  { runs, steps }: Outcome,
  seconds: number,
  { mode, workers }: { mode: 'seeds' | 'faults'; workers: number },
): string {
  const all = Object.values(steps).reduce((sum, count) => sum + count, 0)
  const perWorker = (count: number) => (count / seconds / workers).toFixed(0)
  const what = mode === 'seeds' ? 'seeds' : 'runs'
  const speed = `${(runs / seconds).toFixed(0)} ${what}/s, per process ${perWorker(runs)} ${what}/s and ${perWorker(steps.database + steps.transaction)} database steps/s`
  return `[simulate] ${runs} ${what}, ${all} steps, ${speed}`
}

/** Shows how far it is: in place on a terminal, else as a line every ten seconds. */
export function createProgress(options: { mode: 'seeds' | 'faults'; workers: number }) {
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  let shownAt = startedAt
  return {
    seconds,
    show(outcome: Outcome): void {
      const isTerminal = process.stdout.isTTY
      if (!isTerminal && performance.now() - shownAt < everyMs) return
      shownAt = performance.now()
      const line = describeOutcome(outcome, seconds(), options)
      process.stdout.write(isTerminal ? `\r${line}` : `${line}\n`)
    },
    end(line: string): void {
      process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${line}\n`)
    },
  }
}
