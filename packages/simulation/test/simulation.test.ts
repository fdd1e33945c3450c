import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { runInWorkers } from '../src/runner/run-workers.ts'

test('1,000 seeds with faults at every step break no invariant', { timeout: 300_000 }, async () => {
  const { failure, runs, steps } = await runInWorkers({ kind: 'seeds', from: 1, seeds: 1_000 }, availableParallelism())
  expect(failure).toBeUndefined()
  expect(runs).toBe(1_000)
  expect(steps.database + steps.transaction).toBeGreaterThan(runs * 30)
})
