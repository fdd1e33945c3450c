import type { Order } from '@stack/order'
import { memoryServices, noon, orders, paymentOf } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { closeExpiredOrders } from './close-expired-orders.ts'

const expiry = noon + 1_800_000
const prepaidAt = noon + 1_000
const closeOrder = async () => ({ kind: 'closed' }) as const
const queryOrder = async () => ({ kind: 'unpaid' }) as const

test.each<[what: string, order: Order, now: number, state: string, closedBy: string | null, asked: string[]]>([
  ['a moment before its expiry', orders.prepaid, expiry - 1, 'unpaid', null, ['queryOrder']],
  [
    'asked about a moment ago by another',
    { ...orders.prepaid, lastQueriedAt: expiry - 2 },
    expiry - 1,
    'unpaid',
    null,
    [],
  ],
  ['never begun, before its expiry', orders.unpaid, expiry - 1, 'unpaid', null, []],
  ['at its expiry', orders.prepaid, expiry, 'closed', 'expiry', ['closeOrder']],
  ['never begun', orders.unpaid, expiry, 'closed', 'expiry', []],
  ['left closing by its buyer', orders.closing, expiry, 'closed', 'buyer', ['closeOrder']],
  ['paid', orders.paid, expiry, 'paid', null, []],
])('%s: %s', async (_what, order, now, state, closedBy, asked) => {
  const services = memoryServices({ now, orders: [order], gateway: { closeOrder, queryOrder } })
  await closeExpiredOrders(services, now + 58_000)
  expect(services.store.stored.get(order._id)).toMatchObject({ state, closedBy })
  expect(services.gateway.asked).toStrictEqual(asked)
})

test('one that WeChat leaves open comes again in a minute, and is closed then', async () => {
  let now = expiry
  let answers = 0
  const hesitating = async () => {
    answers += 1
    return answers === 1 ? ({ kind: 'open', code: 'SYSTEMERROR' } as const) : ({ kind: 'closed' } as const)
  }
  const services = memoryServices({ now: () => now, orders: [orders.prepaid], gateway: { closeOrder: hesitating } })
  const states: (string | undefined)[] = []
  for (const tick of [0, 59_999, 60_000]) {
    now = expiry + tick
    await closeExpiredOrders(services, now + 58_000)
    states.push(services.store.stored.get(orders.prepaid._id)?.state)
  }
  expect(states).toStrictEqual(['closing', 'closing', 'closed'])
  expect(answers).toBe(2)
})

// https://pay.weixin.qq.com/docs/merchant/products/query-order/callback-and-query-order.html: 5 s, 30 s, 1, 3, 5, 10, 30 min
test('a payment that nobody heard of is asked about on WeChat’s plan, at the ticks of a minute', async () => {
  let now = noon
  const asked: number[] = []
  const listen = async () => {
    asked.push((now - prepaidAt) / 1_000)
    return { kind: 'unpaid' } as const
  }
  const services = memoryServices({ now: () => now, orders: [orders.prepaid], gateway: { queryOrder: listen } })
  for (now = noon + 10_000; now < expiry; now += 60_000) await closeExpiredOrders(services, now + 58_000)
  expect(asked).toStrictEqual([9, 69, 189, 309, 609])
})

test('it is booked when the timer hears of it', async () => {
  const { reportedBy: _, ...payment } = paymentOf(orders.prepaid)
  const services = memoryServices({
    now: noon + 60_000,
    orders: [orders.prepaid],
    gateway: { queryOrder: async () => ({ kind: 'paid', payment }) },
  })
  expect(await closeExpiredOrders(services, noon + 118_000)).toStrictEqual({ done: 1, failed: 0 })
  expect(services.store.stored.get(orders.prepaid._id)).toMatchObject({ state: 'paid', nextCheckAt: null })
})
