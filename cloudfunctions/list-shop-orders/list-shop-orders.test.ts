import { buyer, memoryServices, merchant, noon, orders, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { type ListShopOrders, listShopOrders } from './list-shop-orders.ts'

const all = [
  { ...orders.unpaid, _id: 'WM0UNPAID' },
  { ...orders.paid, _id: 'WM0PAID', createdAt: noon + 1_000 },
  { ...refundIn('refused'), _id: 'WM0REFUND', createdAt: noon + 2_000, openid: 'oSomebodyElse_00000000000003' },
]
const services = memoryServices({ now: noon, orders: all, merchants: [merchant] })
const call = (data: Partial<ListShopOrders>, openid = merchant) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: noon + 8_000,
  data: { state: undefined, outTradeNo: undefined, after: undefined, limit: 20, ...data },
})

test.each<[data: Partial<ListShopOrders>, shown: string[]]>([
  [{}, ['WM0REFUND', 'WM0PAID', 'WM0UNPAID']],
  [{ state: 'paid' }, ['WM0REFUND', 'WM0PAID']],
  [{ state: 'closed' }, []],
  [{ outTradeNo: 'WM0PAID' }, ['WM0PAID']],
  [{ outTradeNo: 'WM0NOTHERE' }, []],
  [{ outTradeNo: 'WM0PAID', state: 'unpaid' }, []],
  // A number names one order: where a list had gone on does not hide it.
  [{ outTradeNo: 'WM0PAID', after: `${noon}_WM0UNPAID` }, ['WM0PAID']],
  [{ limit: 2 }, ['WM0REFUND', 'WM0PAID']],
  [{ after: `${noon + 1_000}_WM0PAID` }, ['WM0UNPAID']],
])('%j shows %j of everybody', async (data, shown) => {
  const answer = await listShopOrders(services, call(data))
  expect(answer).toMatchObject({ ok: true, orders: shown.map((outTradeNo) => ({ outTradeNo })) })
})

test.each([[buyer], ['']])('who is not on the merchant list sees nothing: %j', async (openid) => {
  expect(await listShopOrders(services, call({}, openid))).toStrictEqual({ ok: false, refused: 'not_a_merchant' })
})
