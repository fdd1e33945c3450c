import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, inject, test } from 'vitest'
import { describeCounters } from '../src/simulate/coverage.ts'
import type { Finding } from './_begin-simulation.ts'

/** Begun before the first test of all, see `_begin-simulation.ts`. */
const minutes = { timeout: 600_000 }

async function ask(path: string): Promise<Finding> {
  const body = await new Promise<string>((resolve, reject) => {
    get(inject('simulationUrl') + path, (response) => {
      const whole = text(response)
      if (response.statusCode === 200) resolve(whole)
      else void whole.then((told) => reject(new Error(told)), reject)
    }).on('error', reject)
  })
  return JSON.parse(body)
}

test('every fault at every step of every flow breaks no invariant', minutes, async () => {
  const { failure, runs } = await ask('/faults')
  expect(failure).toBeUndefined()
  expect(runs).toBeGreaterThan(2_000)
})

test('10,000 seeds with faults at every step break no invariant', minutes, async () => {
  const { failure, runs, steps, counters } = await ask('/seeds')
  expect(failure).toBeUndefined()
  expect(runs).toBe(10_000)
  expect(steps.database + steps.transaction).toBeGreaterThan(runs * 30)
  const kinds = new Set(counters.map(([cell]) => cell.split(' × ')[1]))
  expect(kinds.size, describeCounters(new Map(counters))).toBeGreaterThan(30)
})
