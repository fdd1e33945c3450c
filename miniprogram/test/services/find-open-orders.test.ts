import { expect, test } from 'vitest'
import { callFunction } from '../../services/call-function.ts'
import { findOpenOrders } from '../../services/find-open-orders.ts'
import { makeOrder, moved, openShop } from '../helpers/shop.ts'

function setUp() {
  const shop = openShop()
  const call: typeof callFunction = (name, data) =>
    callFunction(name, data, shop.wx.cloud as unknown as typeof wx.cloud)
  return { shop, call }
}

test('findOpenOrders asks for each open order by itself, for only get-order asks WeChat', async () => {
  const { shop, call } = setUp()
  const listed = makeOrder({ outTradeNo: 'WM1' })
  shop.orders.set('WM1', listed)
  shop.handlers['get-order'] = () => ({ ok: true, order: moved(listed, 'paid') })
  const { orders, refused } = await findOpenOrders([], call)
  expect(orders.map(({ state }) => state)).toEqual(['unpaid', 'paid'])
  expect(refused).toBeNull()
})

test('findOpenOrders tells what became of an open order that is no longer listed, and lets settled ones be', async () => {
  const { shop, call } = setUp()
  const open = makeOrder({ outTradeNo: 'WM1' })
  shop.orders.set('WM1', moved(open, 'closed'))
  const { orders } = await findOpenOrders([open, makeOrder({ outTradeNo: 'WM2', state: 'paid' })], call)
  expect(orders.map(({ outTradeNo, state }) => [outTradeNo, state])).toEqual([['WM1', 'closed']])
  expect(shop.calls).toEqual(['list-orders', 'get-order'])
})

test('findOpenOrders passes on why nothing was found out', async () => {
  const { shop, call } = setUp()
  shop.lost.push('list-orders')
  expect(await findOpenOrders([], call)).toEqual({ orders: [], refused: 'no_answer' })
})
