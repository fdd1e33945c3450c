import type { ProductView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { openScreen } from '../helpers/screen.ts'
import { openShop, tea } from '../helpers/shop.ts'

const start = 'pages/cart/cart'
const cup: ProductView = { ...tea, productId: 'cup', title: '青瓷杯', priceFen: 4_500, stock: 9 }

/** The cart with these quantities, in front of a shop that sells tea and cups. */
function openCart(quantities: Record<string, number>, products = [tea, cup]) {
  const shop = openShop()
  shop.handlers['list-products'] = () => ({ ok: true, products })
  const cart = Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity }))
  return openScreen(start, shop, { cart })
}

test('empty, with a way to the shop', async () => {
  const { screen, shop } = await openCart({})
  expect(screen.text()).toContain('购物车还是空的')
  expect(shop.calls).toEqual([])
  await screen.tap('去商店')
  expect(screen.route()).toBe('pages/shop/shop')
})

test('prices and stock are what the shop says', async () => {
  const { screen } = await openCart({ tea: 2, cup: 1 })
  expect(screen.text()).toContain('龙井茶')
  expect(screen.text()).toContain('¥301.00')
  expect(screen.text()).toContain('结算(3)')
  expect(screen.problems).toEqual([])
})

test('no network: said, with a way out', async () => {
  const shop = openShop()
  shop.lost.push('list-products')
  const { screen } = await openScreen(start, shop, { cart: [{ productId: 'tea', quantity: 1 }] })
  expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
  await screen.tap('重新加载')
  expect(screen.text()).toContain('结算(1)')
})

describe('choosing', () => {
  test('one out, one in, all in', async () => {
    const { screen } = await openCart({ tea: 1, cup: 1 })
    await screen.tap('[aria-label="选择青瓷杯"]')
    expect(screen.text()).toContain('结算(1)')
    await screen.tap('全选')
    expect(screen.text()).toContain('结算(2)')
    await screen.tap('全选')
    expect(screen.text()).not.toContain('结算(')
    await screen.tap('结算')
    expect(screen.route()).toBe(start)
  })

  test('only what is chosen goes to the checkout', async () => {
    const { screen } = await openCart({ tea: 1, cup: 1 })
    await screen.tap('[aria-label="选择龙井茶"]')
    await screen.tap('结算(1)')
    expect(screen.route()).toBe('pages/checkout/checkout?from=cart&products=cup')
  })
})

describe('changing', () => {
  test('one piece more', async () => {
    const { screen } = await openCart({ tea: 1 })
    await screen.tap('[aria-label="增加1"]')
    expect(screen.text()).toContain('¥256.00')
  })

  test('deleted after a question; the last one leaves it empty', async () => {
    const { screen } = await openCart({ tea: 1 })
    await screen.tap('[aria-label="删除龙井茶"]')
    await screen.tap('取消')
    expect(screen.text()).toContain('龙井茶')
    await screen.tap('[aria-label="删除龙井茶"]')
    await screen.tap('删除')
    expect(screen.text()).toContain('购物车还是空的')
  })

  test('left out, deleted, and put in again: wanted', async () => {
    const { screen } = await openCart({ tea: 1, cup: 1 })
    await screen.tap('[aria-label="选择龙井茶"]')
    await screen.tap('[aria-label="删除龙井茶"]')
    await screen.tap('删除')
    await screen.tap('商店')
    await screen.tap('[aria-label="把龙井茶加入购物车"]')
    await screen.tap('购物车')
    expect(screen.text()).toContain('结算(2)')
  })
})

describe('what cannot be bought', () => {
  test.each<[what: string, quantities: Record<string, number>, products: ProductView[], said: string]>([
    ['off the shelf', { tea: 1, cup: 1 }, [cup], '商品已下架'],
    ['sold out', { tea: 1, cup: 1 }, [{ ...tea, stock: 0 }, cup], '已售罄'],
    ['too many', { tea: 5, cup: 1 }, [tea, cup], '仅剩 3 件'],
  ])('%s: said, and left out of the sum', async (_what, quantities, products, said) => {
    const { screen } = await openCart(quantities, products)
    expect(screen.text()).toContain(said)
    expect(screen.text()).toContain('结算(1)')
    await screen.tap('结算(1)')
    expect(screen.route()).toBe('pages/checkout/checkout?from=cart&products=cup')
  })

  test('too many: reduced with one tap', async () => {
    const { screen } = await openCart({ tea: 5 })
    await screen.tap('改为 3 件')
    expect(screen.text()).toContain('结算(3)')
  })
})
