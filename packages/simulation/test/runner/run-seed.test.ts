import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createFaults, type Odds } from '../../src/faults/faults.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { createTimeline } from '../../src/kernel/timeline.ts'
import { runSeed } from '../../src/runner/run-seed.ts'

test.each([3, 17, 58])('seed %i twice is the same trace, byte for byte', async (seed) => {
  const once = await runSeed(seed, new Map())
  const again = await runSeed(seed, new Map())
  expect(once.trace.length).toBeGreaterThan(5)
  expect(again.trace).toStrictEqual(once.trace)
})

test('different seeds are different runs', async () => {
  const traces = new Set<string>()
  for (let seed = 1; seed <= 10; seed += 1) {
    const { trace } = await runSeed(seed, new Map())
    traces.add(createHash('sha256').update(trace.join('\n')).digest('hex'))
  }
  expect(traces.size).toBe(10)
})

test('the machine has its clock, its timers and its dice back after a run', async () => {
  const before = [Date.now, Math.random, globalThis.setTimeout, globalThis.clearTimeout, process.stdout.write]
  await runSeed(1, new Map())
  expect([Date.now, Math.random, globalThis.setTimeout, globalThis.clearTimeout, process.stdout.write]).toStrictEqual(
    before,
  )
})

test('a second run at once in the same process is refused, and the first goes on', async () => {
  const first = runSeed(1, new Map())
  await expect(runSeed(2, new Map())).rejects.toThrow('another run of this process is not over yet')
  expect(await first).toMatchObject({ seed: 1, violation: undefined })
})

test('events happen in the order of their times, and of their making at the same time', async () => {
  const timeline = createTimeline(1_000)
  const seen: [string, number][] = []
  const see = (name: string) => () => void seen.push([name, timeline.now()])
  timeline.after(30, see('late'))
  timeline.after(10, see('first'))
  timeline.after(10, see('second'))
  const prevent = timeline.after(20, see('never'))
  prevent()
  await timeline.run(() => false)
  expect(seen).toStrictEqual([
    ['first', 1_010],
    ['second', 1_010],
    ['late', 1_030],
  ])
})

test('a dropped fault does not move the others', () => {
  const draw = (dropped: number[]) => {
    const rates = { database: 0, transaction: 0, gateway: 0.1, notification: 0 }
    const odds: Odds = { rates, focus: '', focusedRate: 0, aims: [] }
    const faults = createFaults(createRandom(6, 'faults'), new Map(), new Set(dropped), odds)
    faults.start()
    return Array.from({ length: 2_000 }, () => faults.next('gateway', 'refund'))
  }
  const all = draw([])
  const first = all.findIndex((fault) => fault !== undefined)
  expect(first).toBeGreaterThanOrEqual(0)
  expect(draw([0])).toStrictEqual(all.map((fault, index) => (index === first ? undefined : fault)))
})
