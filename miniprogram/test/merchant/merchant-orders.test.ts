import { describe, expect, test } from 'vitest'
import { makeRefund, makeShopOrder, now, openMerchantShop } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'

const page = 'merchant/orders/orders'
const orderOf = (number: string, changes = {}) => makeShopOrder({ outTradeNo: `WMORDER${number}`, ...changes })
const orders = [
  orderOf('1', { state: 'unpaid', refundableFen: 0, paidAt: null }),
  orderOf('2', { refunds: [makeRefund()], refundedFen: 500 }),
  orderOf('3', { state: 'closed', closedBy: 'expiry', refundableFen: 0, paidAt: null }),
  orderOf('4', { state: 'closing', closedBy: 'buyer', refundableFen: 0, paidAt: null }),
  orderOf('5', { collectedAt: now }),
]
const shownIn = (text: string) => [...new Set(text.match(/WMORDER\d/g))].map((number) => number.slice(-1)).join('')

test('all orders, three on a page: state, what, when and how much', async () => {
  const { screen } = await openScreen(page, openMerchantShop(orders))
  expect(shownIn(screen.text())).toBe('123')
  expect(screen.text()).toContain('待付款')
  expect(screen.text()).toContain('龙井茶 共 1 件')
  expect(screen.text()).toContain('1 笔退款待处理')
  await screen.scrollToBottom()
  expect(shownIn(screen.text())).toBe('12345')
  expect(screen.text()).toContain('没有更多了')
  expect(screen.problems).toEqual([])
})

test.each([
  ['待付款', '1'],
  ['已付款', '25'],
  ['已关闭', '3'],
])('tab %s shows %s', async (tab, shown) => {
  const { screen } = await openScreen(page, openMerchantShop(orders))
  await screen.tap(tab)
  expect(shownIn(screen.text())).toBe(shown)
})

test('a tap opens the order', async () => {
  const { screen } = await openScreen(page, openMerchantShop(orders))
  await screen.tap('WMORDER2')
  expect(screen.route()).toBe('merchant/order/order?outTradeNo=WMORDER2')
})

describe('search by number', () => {
  const search = async (word: string) => {
    const opened = await openScreen(page, openMerchantShop(orders))
    await opened.screen.input('.t-search input', word)
    await opened.screen.tap('查找')
    return opened
  }

  test('a pasted number with blanks around it finds its order, wherever it is in the list', async () => {
    const { screen } = await search('  WMORDER5 ')
    expect(shownIn(screen.text())).toBe('5')
  })

  test('a number that nobody has', async () => {
    const { screen } = await search('WMNOBODY')
    expect(screen.text()).toContain('没有找到这个订单号的订单')
    await screen.tap('返回全部订单')
    expect(shownIn(screen.text())).toBe('123')
  })

  test('what is no number is not asked for', async () => {
    const { screen, shop } = await search('龙井')
    expect(screen.text()).toContain('请输入完整的订单号')
    expect(shop.calls).toEqual(['list-shop-orders'])
  })
})

test('no orders', async () => {
  const { screen } = await openScreen(page, openMerchantShop([]))
  expect(screen.text()).toContain('还没有订单')
})

test('no answer: a way to try again, and then the list', async () => {
  const shop = openMerchantShop(orders)
  shop.lost.push('list-shop-orders')
  const { screen } = await openScreen(page, shop)
  expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
  await screen.tap('重新加载')
  expect(shownIn(screen.text())).toBe('123')
})

test('no answer to a pull-down keeps the list and says so', async () => {
  const shop = openMerchantShop(orders)
  const { screen } = await openScreen(page, shop)
  shop.lost.push('list-shop-orders')
  await screen.pullDown()
  expect(shownIn(screen.text())).toBe('123')
  expect(screen.text()).toContain('暂时没有响应')
})

test.each([
  'merchant/orders/orders',
  'merchant/order/order?outTradeNo=WMORDER2',
  'merchant/refund-desk/refund-desk',
  'merchant/refund/refund?outTradeNo=WMORDER2&refundId=WM1R1',
  'merchant/discrepancies/discrepancies',
  'merchant/discrepancy/discrepancy?discrepancyId=D1',
])('%s: who is no merchant sees that, and a way out', async (start) => {
  const denied = { ok: false as const, refused: 'not_a_merchant' as const }
  const names = ['list-shop-orders', 'list-refund-requests', 'list-discrepancies'] as const
  const shop = openMerchantShop(orders, Object.fromEntries(names.map((name) => [name, denied])))
  const { screen } = await openScreen(start, shop)
  expect(screen.text()).toMatch(/^\S{4} ?此功能仅对商家开放 ?返回我的$/)
  await screen.tap('返回我的')
  expect(screen.route()).toBe('pages/me/me')
  expect(screen.problems).toEqual([])
})
