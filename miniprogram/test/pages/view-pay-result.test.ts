import type { OrderView } from '@stack/contract'
import { expect, test } from 'vitest'
import { type Moment, viewPayResult } from '../../pages/pay-result/view-pay-result.ts'
import { viewOpenOrders } from '../../utils/view-open-orders.ts'
import { makeOrder } from '../helpers/shop.ts'

const now = makeOrder().expiresAt - 60_000
const late = makeOrder().expiresAt

test.each<[state: OrderView['state'], moment: Partial<Moment>, title: string, can: 'pay' | 'ask' | 'nothing']>([
  ['paid', {}, '支付成功', 'nothing'],
  ['paid', { asking: true, confirming: true }, '支付成功', 'nothing'],
  ['unpaid', {}, '尚未支付', 'pay'],
  ['unpaid', { now: late }, '订单正在关闭', 'ask'],
  ['unpaid', { asking: true }, '正在确认支付结果', 'nothing'],
  ['unpaid', { confirming: true }, '支付结果确认中', 'ask'],
  ['unpaid', { confirming: true, now: late }, '支付结果确认中', 'ask'],
  ['closing', {}, '订单正在关闭', 'ask'],
  ['closing', { confirming: true }, '支付结果确认中', 'ask'],
  ['closed', {}, '订单已关闭', 'nothing'],
  ['closed', { asking: true, confirming: true }, '订单已关闭', 'nothing'],
])('%s, %j: %s', (state, moment, title, can) => {
  const view = viewPayResult(makeOrder({ state }), { now, asking: false, confirming: false, ...moment })
  expect(view).toMatchObject({ title, canPay: can === 'pay', canAsk: can === 'ask' })
})

test.each<[states: OrderView['state'][], confirming: string[], notice: string]>([
  [[], [], ''],
  [['paid', 'closed', 'closing'], [], ''],
  [['unpaid', 'unpaid'], [], '2 笔订单待付款'],
  [['unpaid'], ['WM0'], '1 笔订单支付结果确认中'],
  [['unpaid', 'unpaid', 'paid'], ['WM1', 'WM2'], '1 笔订单支付结果确认中，1 笔订单待付款'],
])('orders %j, of them %j being confirmed: %s', (states, confirming, notice) => {
  const orders = states.map((state, index) => makeOrder({ outTradeNo: `WM${index}`, state }))
  expect(viewOpenOrders(orders, (outTradeNo) => confirming.includes(outTradeNo))).toBe(notice)
})
