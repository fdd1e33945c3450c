import { fen, fold, type Order, type OrderEvent } from '@stack/order'
import { buyer, merchant, orders, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { brokenByWrite } from '../../src/invariants/check-write.ts'
import { watchWrites } from '../../src/invariants/watch-writes.ts'
import type { StoredOrder } from '../../src/world/stored-order.ts'

type Core = Parameters<typeof brokenByWrite>[0]['core']

/** A gateway that knows the payments of these orders. */
function gatewayWith(...known: Order[]): Core {
  const rows = known.map(({ _id: outTradeNo, openid, payment }) => ({ outTradeNo, openid, ...payment }))
  const findByTransaction = (id: string) => rows.find(({ transactionId }) => transactionId === id)
  return { world: { orders: { findByTransaction } } } as unknown as Core
}

const stored = (order: Order, version: number): StoredOrder => ({ ...order, version, lastWrite: `write ${version}` })
const folded = (history: OrderEvent[]): Order => ({ ...orders.paid, ...fold(history), history })
const after = (order: Order, ...events: OrderEvent[]) => folded([...order.history, ...events])

const { paid, unpaid } = orders
const waiting = refundIn('waiting')
const at = 0
const request = (refundId: string, amountFen: number, by = buyer): OrderEvent => ({
  ...{ type: 'refund-requested', at, refundId, requestId: refundId, amountFen: fen(amountFen), reason: '', by },
})
const extra: OrderEvent = { ...paymentEvent('extra-paid'), transactionId: '4200000000202601150000000009' }
const ofNobody: OrderEvent = { ...request('R1', 1), extraTransactionId: 'none' } as OrderEvent

function paymentEvent(type: 'paid' | 'extra-paid') {
  const event = paid.history.find((one) => one.type === 'paid')
  if (event?.type !== 'paid') throw new Error('[test] the sample is not paid')
  return { ...event, type }
}

/** The paid sample, its price so high that one merchant alone may not give it back. */
const dear = folded(
  paid.history.map((event): OrderEvent => {
    if (event.type === 'created') {
      const [line] = event.lines
      if (line === undefined) throw new Error('[test] the sample has no line')
      return { ...event, totalFen: fen(60_000), lines: [{ ...line, priceFen: fen(60_000), quantity: 1 }] }
    }
    return event.type === 'paid' ? { ...event, totalFen: fen(60_000) } : event
  }),
)

type Row = [broken: string, after: Order, before: Order | undefined]

test.each<Row>([
  ['I2 the facts are the fold of the history', { ...paid, remark: 'other' }, paid],
  ['I2 the history only grows', unpaid, paid],
  ['I3 refunds stay within the payment', after(waiting, request('R2', paid.totalFen)), waiting],
  ['I3 refunds of an extra payment stay within it', after(paid, ofNobody), paid],
  ['I4 what is booked as an extra payment was paid at the gateway', after(paid, extra), paid],
  ['I4 what is booked as paid was paid at the gateway', after(unpaid, paymentEvent('paid')), unpaid],
  ['I5 a payment is booked once', after(paid, paymentEvent('paid')), paid],
  ['I5 refund numbers and requests are unique', after(waiting, request(`${paid._id}R1`, 1)), waiting],
  [
    'I5 a payment never changes',
    paid,
    { ...paid, payment: paid.payment && { ...paid.payment, transactionId: 'another' } },
  ],
  ['I6 what was ordered never changes', paid, { ...paid, lines: [] }],
  ['I6 the total is the sum of the lines', after({ ...unpaid, history: [] }, ...unpaid.history.map(dearer)), undefined],
  ['I7 an order moves along legal edges', unpaid, { ...unpaid, state: 'closed' }],
  [
    'I7 an ended refund is never left',
    waiting,
    { ...waiting, refunds: waiting.refunds.map((refund) => ({ ...refund, state: 'withdrawn' as const })) },
  ],
  [
    'I11 nobody gives money back to himself',
    after(waiting, { type: 'refund-approved', at, refundId: `${paid._id}R1`, by: buyer }),
    waiting,
  ],
  [
    'I11 two merchants give much back',
    after(dear, request('R1', 60_000, merchant), { type: 'refund-approved', at, refundId: 'R1', by: merchant }),
    dear,
  ],
])('a write that breaks "%s" is found', (broken, next, before) => {
  const core = broken.startsWith('I4') ? gatewayWith() : gatewayWith(paid, dear)
  const write = { before: before && stored(before, 1), after: stored(next, before === undefined ? 1 : 2), core }
  expect(brokenByWrite(write)).toBe(broken)
})

function dearer(event: OrderEvent): OrderEvent {
  return event.type === 'created' ? { ...event, totalFen: fen(event.totalFen + 1) } : event
}

test.each<[what: string, after: Order, before: Order | undefined]>([
  ['a new order', unpaid, undefined],
  ['a payment', paid, orders.prepaid],
  ['a refund that is asked for', waiting, paid],
  ['one that two merchants agreed to', agreedByTwo(), dear],
])('%s breaks nothing', (_what, next, before) => {
  const write = { before: before && stored(before, 1), after: stored(next, before === undefined ? 1 : 2) }
  expect(brokenByWrite({ ...write, core: gatewayWith(next, dear) })).toBeUndefined()
})

function agreedByTwo(): Order {
  const one: OrderEvent = { type: 'refund-first-approved', at, refundId: 'R1', by: merchant }
  const other: OrderEvent = { type: 'refund-approved', at, refundId: 'R1', by: 'oTestMerchant_00000000000003' }
  return after(dear, request('R1', 60_000, merchant), one, other)
}

test('one version is one write', () => {
  const [before, next] = [stored(orders.prepaid, 1), stored(paid, 3)]
  expect(brokenByWrite({ before, after: next, core: gatewayWith(paid) })).toBe('I2 every write is one version')
})

test('a write that cannot even be checked is no answer of the database, it is broken', async () => {
  const blamed: string[] = []
  const list = [JSON.stringify({ _id: 'WM1', version: 1, lastWrite: 'a', history: [] })]
  const database = { handle: async () => ({ requestId: '', data: { list } }) }
  const world = { database, core: gatewayWith(), blame: (invariant: string) => void blamed.push(invariant) }
  const { onWritten } = watchWrites(world as unknown as Parameters<typeof watchWrites>[0])
  const request = { action: 'database.modifyDocument', collectionName: 'orders', query: '{"_id":"WM1"}' }
  await onWritten(request, { requestId: '', data: { updated: 1 } })
  expect(blamed).toStrictEqual([expect.stringMatching(/^I2 every write can be checked: /)])
})
