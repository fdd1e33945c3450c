import { describe, expect, test } from 'vitest'
import { runFlow } from '../../src/runner/run-flow.ts'
import { runSeed } from '../../src/runner/run-seed.ts'
import { type Safeguard, safeguards } from '../../src/world/safeguards.ts'

const names = Object.keys(safeguards) as Safeguard[]
const seeds = 40

describe.each(names)('without %s', (name) => {
  test(`${seeds} seeds break no invariant that does not need it`, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { violation } = await runSeed(seed, new Map(), undefined, name)
      expect(violation, `npm run simulate -- --from ${seed} --seeds 1 --disable ${name}`).toBeUndefined()
    }
  }, 300_000)
})

describe('what is taken away is away', () => {
  const traceOf = async (flow: Parameters<typeof runFlow>[0], name?: Safeguard) =>
    (await runFlow(flow, [], new Map(), name)).trace.join('\n')

  test.each<[name: Safeguard, flow: Parameters<typeof runFlow>[0], sign: RegExp]>([
    ['notifications', 'buy', /notification to pay-notify/],
    ['timers', 'expire', /close-expired-orders#/],
  ])('%s: in the flow %s nothing of it happens any more', async (name, flow, sign) => {
    expect(await traceOf(flow)).toMatch(sign)
    expect(await traceOf(flow, name)).not.toMatch(sign)
  })

  test.each<[name: Safeguard, flow: Parameters<typeof runFlow>[0], sign: RegExp]>([
    ['paid-once', 'pay-twice', /paid once more \(same\)/],
    ['close', 'cancel', /closeorder/],
  ])('%s: in the flow %s the gateway does what it never does', async (name, flow, sign) => {
    expect(await traceOf(flow, name)).toMatch(sign)
  })
})
