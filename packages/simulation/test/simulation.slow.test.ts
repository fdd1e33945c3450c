import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { describeCounters } from '../src/matrix/coverage.ts'
import { runInWorkers } from '../src/runner/run-workers.ts'
import { flowNames } from '../src/scenarios/flows.ts'

const workers = availableParallelism()
const minutes = { timeout: 600_000 }

test('every fault at every step of every flow breaks no invariant', minutes, async () => {
  const { failure, runs } = await runInWorkers({ kind: 'faults', flows: flowNames, faults: 1 }, workers)
  expect(failure).toBeUndefined()
  expect(runs).toBeGreaterThan(2_000)
})

test('10,000 further seeds with faults at every step break no invariant', minutes, async () => {
  const { failure, runs, steps, counters } = await runInWorkers({ kind: 'seeds', from: 1_001, seeds: 10_000 }, workers)
  expect(failure).toBeUndefined()
  expect(runs).toBe(10_000)
  expect(steps.database + steps.transaction).toBeGreaterThan(runs * 30)
  const kinds = new Set([...counters.keys()].map((cell) => cell.split(' × ')[1]))
  expect(kinds.size, describeCounters(counters)).toBeGreaterThan(30)
})
