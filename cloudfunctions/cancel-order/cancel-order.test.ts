import type { Order } from '@stack/order'
import type { Services } from '@stack/shop'
import { buyer, memoryServices, noon, orders, paymentOf } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { cancelOrder } from './cancel-order.ts'

type Gateway = Services['gateway']

/** After the sample's unified order can still be under way (12:00:15). */
const now = noon + 60_000
const call = (openid = buyer) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: now + 8_000,
  data: { outTradeNo: orders.unpaid._id },
})
const shop = (order: Order, gateway: Partial<Gateway>) => memoryServices({ now, orders: [order], gateway })
const closed = async () => ({ kind: 'closed' }) as const
const open = async () => ({ kind: 'open', code: 'SYSTEMERROR' }) as const
const alreadyPaid: Partial<Gateway> = {
  closeOrder: async () => ({ kind: 'already_paid' }),
  queryOrder: async () => ({ kind: 'paid', payment: paymentOf(orders.prepaid) }),
}

test.each<[what: string, order: Order, gateway: Partial<Gateway>, asked: string[], state: string]>([
  ['no unified order was ever begun', orders.unpaid, {}, [], 'closed'],
  ['WeChat closes it', orders.prepaid, { closeOrder: closed }, ['closeOrder'], 'closed'],
  ['begun, never answered', orders.begun, { closeOrder: closed }, ['closeOrder'], 'closed'],
  ['WeChat leaves it open', orders.prepaid, { closeOrder: open }, ['closeOrder'], 'closing'],
  ['closing already', orders.closing, { closeOrder: closed }, ['closeOrder'], 'closed'],
  ['closed already', orders.closed, {}, [], 'closed'],
])('%s', async (_what, order, gateway, asked, state) => {
  const services = shop(order, gateway)
  expect(await cancelOrder(services, call())).toMatchObject({ ok: true, order: { state } })
  expect(services.gateway.asked).toStrictEqual(asked)
  expect(services.store.stored.get(order._id)?.state).toBe(state)
})

test('`closing` is stored before WeChat hears of it', async () => {
  const services = shop(orders.prepaid, {
    closeOrder: async (outTradeNo) => {
      expect(services.store.stored.get(outTradeNo)).toMatchObject({ state: 'closing', closedBy: 'buyer' })
      return { kind: 'closed' }
    },
  })
  await cancelOrder(services, call())
  expect(services.gateway.asked).toStrictEqual(['closeOrder'])
})

test.each<[what: string, order: Order, gateway: Partial<Gateway>, openid: string, refused: string]>([
  ['paid', orders.paid, {}, buyer, 'already_paid'],
  ['paid, as WeChat says now', orders.prepaid, alreadyPaid, buyer, 'already_paid'],
  ['somebody else’s', orders.unpaid, {}, 'oSomebodyElse', 'not_found'],
])('refused: %s', async (_what, order, gateway, openid, refused) => {
  expect(await cancelOrder(shop(order, gateway), call(openid))).toStrictEqual({ ok: false, refused })
})
