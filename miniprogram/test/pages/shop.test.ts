import { describe, expect, test } from 'vitest'
import { openScreen } from '../helpers/screen.ts'
import { makeOrder, openShop, tea } from '../helpers/shop.ts'

const start = 'pages/shop/shop'
const add = '[aria-label="把龙井茶加入购物车"]'

describe('the shelf', () => {
  test('shows products with price and stock', async () => {
    const { screen } = await openScreen(start)
    expect(screen.text()).toContain('龙井茶')
    expect(screen.text()).toContain('¥128.00')
    expect(screen.text()).toContain('仅剩 3 件')
    expect(screen.problems).toEqual([])
  })

  test('nothing for sale', async () => {
    const shop = openShop()
    shop.handlers['list-products'] = () => ({ ok: true, products: [] })
    const { screen } = await openScreen(start, shop)
    expect(screen.text()).toContain('店里还没有上架商品')
  })

  test('no network: said, with a way out', async () => {
    const shop = openShop()
    shop.lost.push('list-products')
    const { screen } = await openScreen(start, shop)
    expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
    await screen.tap('重新加载')
    expect(screen.text()).toContain('龙井茶')
  })

  test('no network later: the products stay, and it is said', async () => {
    const { screen, shop } = await openScreen(start)
    shop.lost.push('list-products')
    await screen.pullDown()
    expect(screen.text()).toContain('龙井茶')
    expect(screen.text()).toContain('暂时没有响应')
  })

  test('pulled down, it asks again', async () => {
    const { screen, shop } = await openScreen(start)
    shop.handlers['list-products'] = () => ({ ok: true, products: [{ ...tea, stock: 0 }] })
    await screen.pullDown()
    expect(screen.text()).toContain('已售罄')
  })

  test('a product opens its page', async () => {
    const { screen } = await openScreen(start)
    await screen.tap('龙井茶')
    expect(screen.route()).toBe('pages/product/product?productId=tea')
  })
})

describe('into the cart', () => {
  test('each tap one piece more, until there is no more', async () => {
    const { screen } = await openScreen(start)
    await screen.tap(add)
    expect(screen.text()).toContain('已加入购物车')
    await screen.tap(add)
    await screen.tap(add)
    await screen.tap(add)
    expect(screen.text()).toContain('最多购买 3 件')
    await screen.tap('购物车')
    expect(screen.route()).toBe('pages/cart/cart')
    expect(screen.text()).toContain('¥384.00')
  })
})

describe('orders that wait for money', () => {
  test('are told, and a tap leads to them', async () => {
    const shop = openShop()
    shop.orders.set('WM1', makeOrder())
    const { screen } = await openScreen(start, shop)
    expect(screen.text()).toContain('1 笔订单待付款')
    await screen.tap('1 笔订单待付款')
    expect(screen.route()).toBe('pages/orders/orders')
  })

  test('one whose payment is being confirmed is no call to pay', async () => {
    const shop = openShop()
    shop.orders.set('WM1', makeOrder())
    const { screen } = await openScreen(start, shop, { cashier: { WM1: { said: 'ok', at: 0 } } })
    expect(screen.text()).toContain('1 笔订单支付结果确认中')
    expect(screen.text()).not.toContain('待付款')
  })

  test('paid meanwhile: nothing is told', async () => {
    const shop = openShop()
    shop.orders.set('WM1', makeOrder())
    shop.handlers['get-order'] = () => ({
      ok: true,
      order: makeOrder({
        state: 'paid',
        timeline: [
          { at: 1, type: 'created' },
          { at: 2, type: 'paid' },
        ],
      }),
    })
    const { screen } = await openScreen(start, shop)
    expect(screen.text()).not.toContain('笔订单')
  })
})
