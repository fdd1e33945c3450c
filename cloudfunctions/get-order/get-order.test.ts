import { fen, limits, type Order, startRefund } from '@stack/order'
import type { Services } from '@stack/shop'
import {
  agreed,
  buyer,
  memoryServices,
  merchant,
  noon,
  orders,
  paymentOf,
  refundAnswer,
  refundIn,
} from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { getOrder } from './get-order.ts'

type Gateway = Services['gateway']

const now = noon + 900_000
const call = (openid = buyer) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: now + 8_000,
  data: { outTradeNo: orders.unpaid._id },
})
const answers: Partial<Gateway> = {
  queryOrder: async () => ({ kind: 'paid', payment: paymentOf(orders.prepaid) }),
  queryRefund: async (refundId) =>
    refundAnswer('succeeded', { amountFen: refundId.endsWith('R1') ? fen(1000) : fen(500), settledAt: now }),
}
const shop = (order: Order, gateway = answers) => memoryServices({ now, orders: [order], gateway })

test.each<[what: string, order: Order, asked: string[], state: string]>([
  ['unpaid, the gateway never heard of it', orders.unpaid, [], 'unpaid'],
  ['closed', orders.closed, [], 'closed'],
  ['paid', orders.paid, [], 'paid'],
  ['paid, a refund waits for the merchant', refundIn('waiting'), [], 'paid'],
  ['paid, a refund is over', refundIn('succeeded'), [], 'paid'],
  ['paid, a refund was refused', refundIn('refused'), [], 'paid'],
  ['unpaid, a unified order was begun', orders.begun, ['queryOrder'], 'paid'],
  ['unpaid, with a prepay_id', orders.prepaid, ['queryOrder'], 'paid'],
  ['closing', orders.closing, ['queryOrder'], 'paid'],
  ['paid, a refund is under way', refundIn('processing'), ['queryRefund'], 'paid'],
  ['paid, a refund is to be sent', refundIn('approved'), ['queryRefund'], 'paid'],
])('%s: the gateway is asked %j', async (_what, order, asked, state) => {
  const services = shop(order)
  expect(await getOrder(services, call())).toMatchObject({ ok: true, order: { state } })
  expect(services.gateway.asked).toStrictEqual(asked)
})

test('every open refund is asked about, in one turn', async () => {
  const wish = { requestId: 'refund-2', amountFen: fen(500), reason: '', by: merchant }
  const services = shop(agreed(startRefund(refundIn('processing'), wish, now)))
  const answer = await getOrder(services, call())
  expect(services.gateway.asked).toStrictEqual(['queryRefund', 'queryRefund'])
  expect(answer).toMatchObject({ order: { refundedFen: 1500, refundableFen: 2960 } })
})

test.each<[askedAgoMs: number, asked: string[]]>([
  [0, []],
  [limits.queryIntervalMs - 1, []],
  [limits.queryIntervalMs, ['queryOrder']],
  // A clock that was set back must not silence the question for ever.
  [-1, ['queryOrder']],
])('somebody asked %d ms ago: %j', async (askedAgoMs, asked) => {
  const services = shop({ ...orders.prepaid, lastQueriedAt: now - askedAgoMs })
  await getOrder(services, call())
  expect(services.gateway.asked).toStrictEqual(asked)
})

test('of twenty callers at once one asks; all get an answer', async () => {
  const services = shop(orders.prepaid)
  const all = await Promise.all(Array.from({ length: 20 }, () => getOrder(services, call())))
  expect(services.gateway.asked).toStrictEqual(['queryOrder'])
  expect(all.map(({ ok }) => ok)).toStrictEqual(Array.from({ length: 20 }, () => true))
})

test('the turn is stored before the question', async () => {
  const queryOrder: Gateway['queryOrder'] = async (outTradeNo, deadline) => {
    expect(services.store.stored.get(outTradeNo)?.lastQueriedAt).toBe(now)
    expect(deadline).toBe(now + 8_000)
    return { kind: 'unpaid' }
  }
  const services = shop(orders.prepaid, { queryOrder })
  expect(await getOrder(services, call())).toMatchObject({ ok: true, order: { state: 'unpaid' } })
})

test('a question that stays open answers with what the order records say', async () => {
  const services = shop(orders.prepaid, { queryOrder: async () => ({ kind: 'open', code: 'READ_TIMEOUT' }) })
  expect(await getOrder(services, call())).toMatchObject({ ok: true, order: { state: 'unpaid' } })
})

test('someone else’s order answers exactly as one that does not exist', async () => {
  const services = shop(orders.prepaid)
  const foreign = await getOrder(services, call('oSomebodyElse'))
  const missing = await getOrder(shop({ ...orders.prepaid, _id: 'WM0OTHER01' }), call())
  expect(foreign).toStrictEqual({ ok: false, refused: 'not_found' })
  expect(missing).toStrictEqual(foreign)
  expect(services.gateway.asked).toStrictEqual([])
})
