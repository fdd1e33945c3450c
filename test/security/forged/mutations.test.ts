import { afterAll, expect, test } from 'vitest'
import { hunt } from './hunt.ts'
import { mutations } from './mutate.ts'
import { closeShops } from './shops.ts'

afterAll(closeShops)

test.each([1, 2])('2,000 mutations of genuine notifications, seed %i: none says anything else', async (seed) => {
  const { verdicts, changes } = await hunt({ seed, count: 2000 })
  expect(verdicts.refused + verdicts['says the same'] + verdicts.rearranged).toBe(2000)
  // A generator that breaks every body at once, or none, would look for nothing.
  expect(verdicts.refused).toBeGreaterThan(1000)
  expect(verdicts['says the same']).toBeGreaterThan(20)
  expect(Object.keys(changes)).toEqual(Object.keys(mutations))
  for (const [name, times] of Object.entries(changes)) expect(times, name).toBeGreaterThan(100)
})

test('the same seed finds the same', async () => {
  expect(await hunt({ seed: 7, count: 100 })).toEqual(await hunt({ seed: 7, count: 100 }))
})
