import { describe, expect, test } from 'vitest'
import { type Counters, createFaults, type Fault, faultsOf, type Odds, type Place } from '../../src/faults/faults.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { runFlow } from '../../src/runner/run-flow.ts'

const never: Odds = {
  rates: { database: 0, transaction: 0, gateway: 0, notification: 0 },
  ...{ focus: '', focusedRate: 0, aims: [] },
}
const always = { ...never.rates, gateway: 1 }

function open(odds: Partial<Odds>, dropped: number[] = [], counters: Counters = new Map()) {
  return createFaults(createRandom(1, 'faults'), counters, new Set(dropped), { ...never, ...odds })
}

test.each<[place: Place, step: string, has: Fault, hasNot: Fault]>([
  ['database', 'refund: modifyDocument orders', 'no-json-after', 'conflict'],
  ['transaction', 'create-order: commitTransaction', 'conflict-always', 'no-json-after'],
  ['gateway', 'refund: refund', 'not-enough', 'number-used'],
  ['gateway', 'sync-refunds: refund', 'overdue', 'closed-in-words-only'],
  ['gateway', 'cancel-order: closeorder', 'closed-in-words-only', 'not-enough'],
  ['gateway', 'unified-order: unifiedorder', 'number-used', 'not-enough'],
  ['gateway', 'refund-notify: refundquery', 'wrong-sign', 'not-enough'],
  ['notification', 'pay-notify', 'storm', 'kill-after'],
])('in the %s, %s can meet %s and not %s', (place, step, has, hasNot) => {
  expect(faultsOf(place, step)).toContain(has)
  expect(faultsOf(place, step)).not.toContain(hasNot)
})

describe('faults of a seed', () => {
  test('happen between start and stop, and are counted by step', () => {
    const counters: Counters = new Map()
    const faults = open({ rates: always }, [], counters)
    expect(faults.next('gateway', 'refund#1: refund')).toBeUndefined()
    faults.start()
    const fault = faults.next('gateway', 'refund#2: refund')
    expect(faultsOf('gateway', 'refund: refund')).toContain(fault)
    faults.stop()
    expect(faults.next('gateway', 'refund#3: refund')).toBeUndefined()
    expect([...counters]).toStrictEqual([[`refund: refund × ${fault}`, 1]])
    expect(faults.planned()).toBe(1)
    expect(faults.steps()).toMatchObject({ gateway: 3, database: 0 })
  })

  test('that are aimed at happen the nth time that the step is met, whatever the odds', () => {
    const faults = open({ aims: [{ step: 'refund: refund', fault: 'overdue', nth: 2 }] })
    faults.start()
    const met = [1, 2, 3].map((number) => faults.next('gateway', `refund#${number}: refund`))
    expect(met).toStrictEqual([undefined, 'overdue', undefined])
    expect(faults.next('database', 'refund#4: getDocument orders')).toBeUndefined()
  })

  test('follow the focus', () => {
    const faults = open({ focus: 'refund', focusedRate: 1 })
    faults.start()
    expect(faults.next('gateway', 'refund#1: refund')).toBeDefined()
    expect(faults.next('gateway', 'cancel-order#2: closeorder')).toBeUndefined()
  })

  test('never come as a storm by chance', () => {
    const faults = open({ rates: { ...never.rates, notification: 1 } })
    faults.start()
    const met = Array.from({ length: 500 }, () => faults.next('notification', 'pay-notify'))
    expect(new Set(met).size).toBeGreaterThan(1)
    expect(met).not.toContain('storm')
  })
})

describe('what a fault does', () => {
  test.each<[fault: Fault, flow: Parameters<typeof runFlow>[0], at: number, happens: RegExp]>([
    ['kill-before', 'cancel', 1, /modifyDocument orders \[kill-before\]\n\S+ cancel-order#\d+ is killed/],
    ['slow', 'cancel', 1, /cancel-order#\d+ modifyDocument orders \[slow\]/],
    ['conflict-always', 'buy', 4, /create-order#\d+ failed: .*met others/],
    ['closed-in-words-only', 'cancel', 2, /closeorder \[closed-in-words-only\]/],
    ['storm', 'buy', 13, /(?:notification to pay-notify \[storm\].*?){100}/s],
    ['forged-beside', 'buy', 13, /(?:forged notification to pay-notify.*?){5}/s],
    ['lost', 'buy', 13, /\n1[5-7]\.\d+ notification to pay-notify\n/],
    ['not-enough', 'refund', 7, /\/secapi\/pay\/refund \[not-enough\]/],
  ])('%s in the flow %s at step %d', async (fault, flow, at, happens) => {
    const { trace, violation, met } = await runFlow(flow, [{ at, fault }], new Map())
    expect(violation).toBeUndefined()
    expect(trace.join('\n'), met.map(({ step }, index) => `${index} ${step}`).join('\n')).toMatch(happens)
  })
})
