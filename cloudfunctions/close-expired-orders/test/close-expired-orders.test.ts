import { memoryServices, noon, orders } from '@stack/function-kit/testing'
import type { Order } from '@stack/order'
import { expect, test } from 'vitest'
import { closeExpiredOrders } from '../src/close-expired-orders.ts'

const expiry = noon + 1_800_000
const closeOrder = async () => ({ kind: 'closed' }) as const

test.each<[what: string, order: Order, now: number, state: string, closedBy: string | null, asked: string[]]>([
  ['a moment before its expiry', orders.prepaid, expiry - 1, 'unpaid', null, []],
  ['at its expiry', orders.prepaid, expiry, 'closed', 'expiry', ['closeOrder']],
  ['never begun', orders.unpaid, expiry, 'closed', 'expiry', []],
  ['left closing by its buyer', orders.closing, expiry, 'closed', 'buyer', ['closeOrder']],
  ['paid', orders.paid, expiry, 'paid', null, []],
])('%s: %s', async (_what, order, now, state, closedBy, asked) => {
  const services = memoryServices({ now, orders: [order], gateway: { closeOrder } })
  await closeExpiredOrders(services, now + 58_000)
  expect(services.books.stored.get(order._id)).toMatchObject({ state, closedBy })
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
    states.push(services.books.stored.get(orders.prepaid._id)?.state)
  }
  expect(states).toStrictEqual(['closing', 'closing', 'closed'])
  expect(answers).toBe(2)
})
