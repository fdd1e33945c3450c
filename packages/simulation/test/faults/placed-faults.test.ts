import { describe, expect, test } from 'vitest'
import { describeFlowFailure } from '../../src/runner/describe-failure.ts'
import { exhaust } from '../../src/runner/exhaust.ts'
import { runFlow } from '../../src/runner/run-flow.ts'

describe('every fault at every step of every flow', () => {
  test('is one run for each fault that each step can meet, and one without', async () => {
    const runs = []
    for await (const run of exhaust({ flows: ['settled-manually'], faults: 1, part: 0, stride: 1 }, new Map())) {
      runs.push(run)
    }
    const [clean, ...faulty] = runs
    expect(clean?.met.map(({ step }) => step)).toStrictEqual([
      expect.stringMatching(/^settle-refund-manually#\d+: getDocument merchants$/),
      expect.stringMatching(/^settle-refund-manually#\d+: getDocument orders$/),
      expect.stringMatching(/^settle-refund-manually#\d+: refundquery$/),
      expect.stringMatching(/^settle-refund-manually#\d+: getDocument orders$/),
      expect.stringMatching(/^settle-refund-manually#\d+: getDocument orders$/),
      expect.stringMatching(/^settle-refund-manually#\d+: modifyDocument orders$/),
    ])
    expect(new Set(faulty.map(({ placed }) => JSON.stringify(placed))).size).toBe(faulty.length)
    expect(faulty).toHaveLength(5 * 7 + 1 * 15)
  })

  test('the workers’ parts are all runs, each once', async () => {
    const runsOf = async (part: number, stride: number) => {
      const runs: string[] = []
      for await (const { placed } of exhaust({ flows: ['cancel'], faults: 1, part, stride }, new Map())) {
        runs.push(JSON.stringify(placed))
      }
      return runs
    }
    const parts: string[] = []
    for (const part of [0, 1, 2]) parts.push(...(await runsOf(part, 3)))
    expect(parts.sort()).toStrictEqual((await runsOf(0, 1)).sort())
  })
})

describe('pairs of faults', () => {
  test('the second fault is placed at the later steps of the run with the first one', async () => {
    const pairs = []
    for await (const run of exhaust({ flows: ['hand-over'], faults: 2, part: 0, stride: 1 }, new Map())) {
      if (run.placed.length === 2) pairs.push(run)
    }
    expect(pairs.length).toBeGreaterThan(100)
    for (const { placed, violation } of pairs) {
      expect(violation).toBeUndefined()
      expect(placed[1]?.at).toBeGreaterThan(placed[0]?.at ?? Infinity)
    }
  })
})

describe('a flow with given faults', () => {
  test('is the same every time', async () => {
    const placed = [{ at: 2, fault: 'lost-answer' } as const]
    const once = await runFlow('cancel', placed, new Map())
    const again = await runFlow('cancel', placed, new Map())
    expect(once.trace.join('\n')).toContain('closeorder [lost-answer]')
    expect(again.trace).toStrictEqual(once.trace)
  })

  test('a failure names flow, steps, faults and the command that repeats it', async () => {
    const result = await runFlow('cancel', [{ at: 2, fault: 'lost-answer' }], new Map())
    const text = describeFlowFailure({ ...result, violation: { invariant: 'I0 a rule', detail: 'an order' } })
    expect(text.split('\n')[0]).toBe('flow cancel breaks I0 a rule: an order')
    expect(text).toMatch(/step 2, cancel-order#\d+: closeorder: lost-answer/)
    expect(text).toContain('Again: npm run simulate -- --flow cancel --at 2:lost-answer')
  })
})
