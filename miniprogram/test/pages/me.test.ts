import type { DiscrepancyView } from '@stack/contract'
import { expect, test } from 'vitest'
import { makeRefund, makeShopOrder, requestOf } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'
import { openShop } from '../helpers/shop.ts'

const start = 'pages/me/me'
const openid = 'oTestBuyer_00000000000000001'

function merchantShop() {
  const shop = openShop()
  shop.handlers['get-profile'] = () => ({ ok: true, openid, isMerchant: true })
  return shop
}

test('a buyer sees his openid and his orders, nothing of the merchant', async () => {
  const { screen } = await openScreen(start)
  expect(screen.text()).toContain(openid)
  expect(screen.text()).not.toContain('商家中心')
  await screen.tap('我的订单')
  expect(screen.route()).toBe('pages/orders/orders')
})

test('the openid is copied', async () => {
  const { screen } = await openScreen(start)
  await screen.tap('复制')
  expect(screen.text()).toContain('内容已复制')
  expect(screen.problems).toEqual([])
})

test.each([
  ['订单管理', 'merchant/orders/orders'],
  ['退款处理', 'merchant/refund-desk/refund-desk'],
  ['对账差异', 'merchant/discrepancies/discrepancies'],
])('a merchant goes to %s', async (entry, route) => {
  const { screen } = await openScreen(start, merchantShop())
  await screen.tap(entry)
  expect(screen.route()).toBe(route)
})

test('a merchant sees how much waits for him: not what he agreed himself, and no more than 9 are counted', async () => {
  const shop = merchantShop()
  const requests = [makeRefund(), makeRefund({ firstApproval: { by: 'oTes…0002', at: 0, isMine: true } })].map(
    (refund) => requestOf(makeShopOrder({ refunds: [refund] })),
  )
  shop.handlers['list-refund-requests'] = ({ kind }) => ({
    ok: true,
    requests: kind === 'task' ? [] : requests,
    next: null,
  })
  shop.handlers['list-discrepancies'] = ({ limit = 0 }) => ({
    ...{ ok: true, discrepancies: Array.from({ length: limit }, () => ({}) as DiscrepancyView), next: 'more' },
  })
  const { screen } = await openScreen(start, shop)
  expect(screen.text()).toMatch(/订单管理 ?1 ?退款处理 ?9\+ ?对账差异/)
  expect(screen.problems).toEqual([])
})

test('no network: said, with a way out', async () => {
  const shop = openShop()
  shop.lost.push('get-profile')
  const { screen } = await openScreen(start, shop)
  expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
  await screen.tap('重新加载')
  expect(screen.text()).toContain(openid)
})
