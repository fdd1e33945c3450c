import { expect, test } from 'vitest'
import { openScreen } from '../helpers/screen.ts'
import { openShop, tea } from '../helpers/shop.ts'

const start = 'pages/product/product?productId=tea'

test('shows what it is', async () => {
  const shop = openShop()
  shop.handlers['list-products'] = () => ({ ok: true, products: [{ ...tea, description: '清明前手采' }] })
  const { screen } = await openScreen(start, shop)
  for (const part of ['龙井茶', '¥128.00', '仅剩 3 件', '清明前手采', '到店自提']) expect(screen.text()).toContain(part)
  expect(screen.problems).toEqual([])
})

test.each(['pages/product/product?productId=moon', 'pages/product/product'])(
  '%s: not for sale, a way back',
  async (page) => {
    const { screen } = await openScreen(page)
    expect(screen.text()).toContain('商品不存在或已下架')
    await screen.tap('返回商店')
    expect(screen.route()).toBe('pages/shop/shop')
  },
)

test('no network: said, with a way out', async () => {
  const shop = openShop()
  shop.lost.push('list-products')
  const { screen } = await openScreen(start, shop)
  expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
  await screen.tap('重新加载')
  expect(screen.text()).toContain('立即购买')
})

test('buying goes to the checkout with the chosen quantity, at most the stock', async () => {
  const { screen } = await openScreen(start)
  for (let taps = 0; taps < 4; taps += 1) await screen.tap('[aria-label="增加1"]')
  await screen.tap('立即购买')
  expect(screen.route()).toBe('pages/checkout/checkout?productId=tea&quantity=3')
})

test('into the cart, and on to it', async () => {
  const { screen } = await openScreen(start)
  await screen.tap('[aria-label="增加1"]')
  await screen.tap('加入购物车')
  expect(screen.text()).toContain('已加入购物车')
  await screen.tap('[aria-label="购物车，2 件"]')
  expect(screen.route()).toBe('pages/cart/cart')
  expect(screen.text()).toContain('¥256.00')
})

test('sold out: neither cart nor checkout', async () => {
  const shop = openShop()
  shop.handlers['list-products'] = () => ({ ok: true, products: [{ ...tea, stock: 0 }] })
  const { screen } = await openScreen(start, shop)
  await screen.tap('加入购物车')
  expect(screen.route()).toBe(start)
  expect(screen.text()).toContain('已售罄')
  expect(screen.text()).not.toContain('已加入')
})
