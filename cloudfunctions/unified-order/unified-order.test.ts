import { beginClose, limits, type Order, recordPayment } from '@stack/order'
import type { Services } from '@stack/shop'
import { agreed, buyer, memoryServices, noon, orders, paymentOf } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { unifiedOrder } from './unified-order.ts'

type Gateway = Services['gateway']
type Placed = Awaited<ReturnType<Gateway['placeOrder']>>

const outTradeNo = orders.unpaid._id
const now = noon + 30_000
const call = (openid = buyer) => ({ openid, clientIp: '198.51.100.4', deadline: now + 8_000, data: { outTradeNo } })
const payParams: Gateway['payParams'] = (prepayId) => ({
  timeStamp: '1768449630',
  nonceStr: 'nonce',
  package: `prepay_id=${prepayId}`,
  signType: 'HMAC-SHA256',
  paySign: 'signed',
})
const prepaid: Placed = { kind: 'prepaid', prepayId: 'wx15120030new' }

function shop(order: Order, placed: Placed = prepaid, more: Partial<Gateway> = {}, at = now) {
  const asked: Parameters<Gateway['placeOrder']>[] = []
  const placeOrder: Gateway['placeOrder'] = async (...question) => {
    asked.push(question)
    return placed
  }
  const services = memoryServices({ now: at, orders: [order], gateway: { placeOrder, payParams, ...more } })
  return { services, asked, stored: () => services.store.stored.get(outTradeNo) }
}

test('the mark is stored before the gateway is asked, with a margin behind the deadline', async () => {
  const { services, stored } = shop(orders.unpaid, prepaid, {
    placeOrder: async () => {
      expect(stored()?.prepay).toMatchObject({ inFlightUntil: now + 13_000, prepayId: null })
      return prepaid
    },
  })
  expect(await unifiedOrder(services, call())).toMatchObject({
    ok: true,
    payment: { package: 'prepay_id=wx15120030new' },
  })
  expect(stored()?.prepay?.prepayId).toBe('wx15120030new')
})

test('asked is what the order says, never what the caller says', async () => {
  const { services, asked } = shop(orders.unpaid)
  await unifiedOrder(services, call())
  expect(asked).toStrictEqual([
    [
      {
        outTradeNo,
        openid: buyer,
        totalFen: 4460,
        body: '白毫银针 等3件',
        spbillCreateIp: '198.51.100.4',
        timeStart: now,
        timeExpire: noon + 1_800_000,
      },
      now + 8_000,
    ],
  ])
})

test('a repetition asks with what the first call stored: time, expiry and address', async () => {
  const { services, asked } = shop(orders.begun)
  await unifiedOrder(services, call())
  expect(asked[0]?.[0]).toMatchObject({ timeStart: noon, timeExpire: noon + 1_800_000, spbillCreateIp: '203.0.113.7' })
})

test('a stored prepay_id is signed anew without asking the gateway', async () => {
  const { services } = shop(orders.prepaid)
  expect(await unifiedOrder(services, call())).toMatchObject({
    payment: { package: 'prepay_id=wx15120001000000abcdef' },
  })
  expect(services.gateway.asked).toStrictEqual(['payParams'])
})

describe('a prepay_id that got old, in a shop with longer orders', () => {
  const lasting: Order = { ...orders.prepaid, expiresAt: noon + 4 * 3_600_000 }

  test.each<[age: number, asked: string[]]>([
    [limits.prepayLifeMs - 1, ['payParams']],
    [limits.prepayLifeMs, ['placeOrder', 'payParams']],
  ])('after %d ms: %j', async (age, asked) => {
    const at = noon + 1_000 + age
    const { services, asked: questions } = shop(lasting, prepaid, {}, at)
    const answer = await unifiedOrder(services, { ...call(), deadline: at + 8_000 })
    expect(answer.ok).toBe(true)
    expect(services.gateway.asked).toStrictEqual(asked)
    for (const [question] of questions)
      expect(question).toMatchObject({ timeStart: noon, spbillCreateIp: '203.0.113.7' })
  })
})

test.each<[placed: Placed, answer: object]>([
  [
    { kind: 'refused', code: 'NOAUTH', message: 'no' },
    { ok: false, refused: 'gateway_refused', detail: 'NOAUTH' },
  ],
  [
    { kind: 'open', code: 'SYSTEMERROR' },
    { ok: false, refused: 'gateway_unreachable', detail: 'SYSTEMERROR' },
  ],
])('the gateway answers %j', async (placed, answer) => {
  const { services, stored } = shop(orders.unpaid, placed)
  expect(await unifiedOrder(services, call())).toStrictEqual(answer)
  expect(stored()).toMatchObject({ state: 'unpaid', prepay: { prepayId: null } })
})

test.each<[query: Awaited<ReturnType<Gateway['queryOrder']>>, store: string]>([
  [{ kind: 'paid', payment: paymentOf(orders.unpaid) }, 'paid'],
  [{ kind: 'open', code: 'READ_TIMEOUT' }, 'unpaid'],
])('ORDERPAID leads to a query, %j: the order records say %s', async (query, store) => {
  const { services, stored } = shop(orders.unpaid, { kind: 'already_paid' }, { queryOrder: async () => query })
  expect(await unifiedOrder(services, call())).toStrictEqual({ ok: false, refused: 'already_paid' })
  expect(services.gateway.asked).toStrictEqual(['placeOrder', 'queryOrder'])
  expect(stored()?.state).toBe(store)
})

const almostOver = { ...orders.unpaid, expiresAt: now + limits.payableLeftMs - 1 }
test.each<[what: string, order: Order, refused: string]>([
  ['paid', orders.paid, 'already_paid'],
  ['closed', orders.closed, 'order_closed'],
  ['closing', orders.closing, 'order_closing'],
  ['with less than 60 s left', almostOver, 'too_late'],
  ['of somebody else', { ...orders.unpaid, openid: 'oSomebodyElse' }, 'not_found'],
  ['that never was', { ...orders.unpaid, _id: 'WM0OTHER01' }, 'not_found'],
])('an order %s: %s, and the gateway hears nothing', async (_what, order, refused) => {
  const { services } = shop(order)
  expect(await unifiedOrder(services, call())).toStrictEqual({ ok: false, refused })
  expect(services.gateway.asked).toStrictEqual([])
})

test.each<[what: string, change: (order: Order) => Order, refused: string]>([
  ['paid', (order) => agreed(recordPayment(order, paymentOf(order), now)), 'already_paid'],
  ['cancelled', (order) => agreed(beginClose(order, 'buyer', now)), 'order_closing'],
])('%s while the gateway was asked: no parameters are handed out', async (_what, change, refused) => {
  const { services } = shop(orders.unpaid, prepaid, {
    placeOrder: async () => {
      const current = services.store.stored.get(outTradeNo)
      if (current !== undefined) services.store.stored.set(outTradeNo, change(current))
      return prepaid
    },
  })
  expect(await unifiedOrder(services, call())).toStrictEqual({ ok: false, refused })
})
