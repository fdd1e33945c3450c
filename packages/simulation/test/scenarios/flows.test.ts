import { expect, test } from 'vitest'
import type { Counters } from '../../src/faults/faults.ts'
import { runFlow } from '../../src/runner/run-flow.ts'
import { type FlowName, flowNames } from '../../src/scenarios/flows.ts'

test.each(flowNames)('the flow %s breaks nothing, and is told to its end', async (flow) => {
  const counters: Counters = new Map()
  const { violation, met } = await runFlow(flow, [], counters)
  expect(violation).toBeUndefined()
  expect(met.length).toBeGreaterThan(1)
  expect(counters.get(`${flow} × told`)).toBe(1)
})

test.each<[flow: FlowName, finds: string]>([
  ['order-twice', 'create-order × the same order again'],
  ['pay-twice', 'cashier × fail (该笔订单已支付)'],
  ['cancel-while-paying', 'cancel-order × answers already_paid'],
  ['paid-after-close', 'pay-notify × finds the order closed'],
  ['paid-once-more', 'pay-notify × finds the order paid'],
  ['paid-too-much', 'payment × once more (other-amount)'],
  ['hand-over-too-late', 'mark-collected × answers fully_refunded'],
  ['reject-and-withdraw', 'reject-refund × answers already_withdrawn'],
  ['approve-against-reject', 'reject-refund × answers already_approved'],
  ['over-the-payment', 'refund × answers over_refundable'],
  ['reached-nobody', 'refund × ended CHANGE'],
  ['refund-closed', 'refund × ended REFUNDCLOSE'],
  ['booked-from-the-bill', 'resolve-discrepancy × repaired'],
  ['paid-twice-in-secret', 'resolve-discrepancy × noted'],
  ['paid-twice-in-secret', 'resolve-discrepancy × answers still_different'],
])('the flow %s is about this: %s', async (flow, finds) => {
  const counters: Counters = new Map()
  await runFlow(flow, [], counters)
  expect([...counters.keys()]).toContain(finds)
})

test.each<[flow: FlowName, calls: RegExp]>([
  ['expire', /close-expired-orders#\d+ \/pay\/closeorder/],
  ['nobody-told', /close-expired-orders#\d+ \/pay\/orderquery[^$]*sync-refunds#\d+ \/pay\/refundquery/],
  ['buyer-asks', /get-order#\d+ \/pay\/orderquery/],
  ['two-refunds-at-once', /refund#\d+ \/secapi\/pay\/refund[^$]*sync-refunds#\d+ \/secapi\/pay\/refund/],
  ['not-enough-money', /(?:\/secapi\/pay\/refund[^$]*){2}/],
  ['reconcile', /reconcile#\d+ \/pay\/downloadbill/],
  ['abandoned', /abandon-refund#\d+ \/pay\/refundquery/],
])('the flow %s asks the gateway where it says so', async (flow, calls) => {
  const { trace } = await runFlow(flow, [], new Map())
  expect(trace.join('\n')).toMatch(calls)
})
