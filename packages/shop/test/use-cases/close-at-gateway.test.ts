import { limits, type Order, recordPayment } from '@stack/order'
import { expect, test } from 'vitest'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { agreed, memoryServices, noon, orders, paymentOf } from '../../src/testing.ts'
import { closeAtGateway } from '../../src/use-cases/close-at-gateway.ts'
import { inBooks } from '../helpers/flows.ts'

const { closing, prepaid } = orders
/** The sample's unified order can be under way until 12:00:15; this is after it. */
const now = noon + 120_000
const { reportedBy: _, ...payment } = paymentOf(closing)

type Closed = Awaited<ReturnType<Gateway['closeOrder']>>
const refused = (code: string): Closed => ({ kind: 'refused', code, message: 'no' })
const inAMinute = now + limits.recheckDelayMs

test.each<[answer: Closed, store: string, nextCheckAt: number | null]>([
  [{ kind: 'closed' }, 'closed', null],
  [{ kind: 'open', code: 'SYSTEMERROR' }, 'closing', inAMinute],
  [{ kind: 'open', code: 'DEADLINE' }, 'closing', inAMinute],
  [refused('TRADE_STATE_ERROR'), 'closing', inAMinute],
  [refused('NOAUTH'), 'closing', inAMinute],
])('WeChat answers %j: %s', async (answer, store, nextCheckAt) => {
  const services = memoryServices({ now, orders: [closing], gateway: { closeOrder: async () => answer } })
  const order = await closeAtGateway(services, closing, now + 8_000)
  expect(order).toBe(services.store.stored.get(closing._id))
  expect(inBooks(services, closing)).toBe(store)
  expect(order.nextCheckAt).toBe(nextCheckAt)
})

test.each<[query: Awaited<ReturnType<Gateway['queryOrder']>>, store: string]>([
  [{ kind: 'paid', payment }, 'paid'],
  // ORDERPAID, yet the query does not say so: only the query is booked.
  [{ kind: 'unpaid' }, 'closing'],
  [{ kind: 'open', code: 'READ_TIMEOUT' }, 'closing'],
])('ORDERPAID, then the query answers %j: %s', async (query, store) => {
  const gateway: Partial<Gateway> = {
    closeOrder: async () => ({ kind: 'already_paid' }),
    queryOrder: async () => query,
  }
  const services = memoryServices({ now, orders: [closing], gateway })
  expect((await closeAtGateway(services, closing, now + 8_000)).state).toBe(store)
  expect(services.gateway.asked).toStrictEqual(['closeOrder', 'queryOrder'])
})

test.each<[what: string, lastQueriedAt: number, store: string]>([
  ['while a unified order may still be under way', noon + 14_999, 'closing'],
  ['after that', noon + 15_000, 'closed'],
])('a close that was asked for %s: %s', async (_what, lastQueriedAt, store) => {
  let time = lastQueriedAt
  const closeOrder = async () => {
    // The answer takes its time: what counts is when it was asked.
    time += 5_000
    return { kind: 'closed' } as const
  }
  const services = memoryServices({ now: () => time, orders: [closing], gateway: { closeOrder } })
  expect((await closeAtGateway(services, closing, noon + 60_000)).state).toBe(store)
})

test.each<[answer: Closed]>([[{ kind: 'closed' }], [{ kind: 'open', code: 'SYSTEMERROR' }]])(
  'paid while WeChat was asked to close it, %j: paid it stays',
  async (answer) => {
    const paid: Order = agreed(recordPayment(closing, paymentOf(closing), now))
    const closeOrder = async () => {
      services.store.stored.set(closing._id, paid)
      return answer
    }
    const services = memoryServices({ now, orders: [closing], gateway: { closeOrder } })
    await closeAtGateway(services, closing, now + 8_000)
    expect(services.store.stored.get(closing._id)).toBe(paid)
  },
)

test('the order that is asked about is this one, until the deadline', async () => {
  const closeOrder: Gateway['closeOrder'] = async (outTradeNo, deadline) => {
    expect([outTradeNo, deadline]).toStrictEqual([prepaid._id, now + 8_000])
    return { kind: 'closed' }
  }
  const services = memoryServices({ now, orders: [closing], gateway: { closeOrder } })
  expect(await closeAtGateway(services, closing, now + 8_000)).toMatchObject({ state: 'closed' })
})
