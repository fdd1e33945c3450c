import { expect, test } from 'vitest'
import { faultsOf } from '../../src/faults/faults.ts'
import { runFlow } from '../../src/runner/run-flow.ts'
import type { FlowName } from '../../src/scenarios/flows.ts'

/** What every shop does every day. All faults of all flows are left to `npm run test:all`. */
const mainFlows: FlowName[] = ['buy', 'expire', 'cancel', 'refund', 'four-eyes', 'hand-over', 'reconcile']

test.each(mainFlows)('one fault at every step of the flow %s breaks no invariant', async (flow) => {
  const { met } = await runFlow(flow, [], new Map())
  for (const [at, { place, step }] of met.entries()) {
    const kinds = faultsOf(place, step)
    const fault = kinds[at % kinds.length]
    if (fault === undefined) throw new Error(`no fault can happen at ${step}`)
    const { violation } = await runFlow(flow, [{ at, fault }], new Map())
    expect(violation, `${step}: ${fault}`).toBeUndefined()
  }
})
