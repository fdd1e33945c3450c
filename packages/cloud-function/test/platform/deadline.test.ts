import { expect, test } from 'vitest'
import { deadlineOf } from '../../src/platform/deadline.ts'

const startedAt = Date.UTC(2026, 0, 15, 4)

test.each<[limit: unknown, ms: number]>([
  [10_000, 8_000],
  [60_000, 58_000],
  ['10000', 8_000],
  [2_001, 1],
  // Nothing usable is said: the 10 s of this shop's functions.
  [2_000, 8_000],
  [0, 8_000],
  [-1, 8_000],
  [undefined, 8_000],
  [null, 8_000],
  ['soon', 8_000],
  [Number.POSITIVE_INFINITY, 8_000],
])('a limit of %j leaves %d ms for the gateway', (limit, ms) => {
  expect(deadlineOf({ time_limit_in_ms: limit }, startedAt) - startedAt).toBe(ms)
})
