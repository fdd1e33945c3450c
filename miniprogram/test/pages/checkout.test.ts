import type { FunctionName } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { openScreen } from '../helpers/screen.ts'
import { openShop, tea } from '../helpers/shop.ts'

const start = 'pages/checkout/checkout?productId=tea&quantity=2'
const fromCart = 'pages/checkout/checkout?from=cart&products=tea'
const cart = [
  { productId: 'tea', quantity: 2 },
  { productId: 'cup', quantity: 1 },
]
const submit = '提交并支付'

const countOf = (calls: FunctionName[], name: FunctionName) => calls.filter((called) => called === name).length

describe('before the order', () => {
  test('shows lines, shop and sum', async () => {
    const { screen } = await openScreen(start)
    for (const part of ['龙井茶', '×2', '到店自提', '¥256.00', submit]) expect(screen.text()).toContain(part)
    expect(screen.problems).toEqual([])
  })

  test.each(['pages/checkout/checkout', fromCart])('%s, and nothing to buy: a way to the shop', async (page) => {
    const { screen } = await openScreen(page)
    await screen.tap('去商店')
    expect(screen.route()).toBe('pages/shop/shop')
  })

  test('no network: said, with a way out', async () => {
    const shop = openShop()
    shop.lost.push('list-products')
    const { screen } = await openScreen(start, shop)
    expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
    await screen.tap('重新加载')
    expect(screen.text()).toContain(submit)
  })

  test('more than there is: said, and not submitted', async () => {
    const { screen, shop } = await openScreen('pages/checkout/checkout?productId=tea&quantity=4')
    expect(screen.text()).toContain('仅剩 3 件')
    await screen.tap(submit)
    expect(countOf(shop.calls, 'create-order')).toBe(0)
  })
})

describe('submitting', () => {
  test('paid: the result page, with the remark in the order', async () => {
    const { screen, shop } = await openScreen(start)
    await screen.input('.t-textarea', ' 请包好 ')
    await screen.tap(submit)
    expect(screen.route()).toBe('pages/pay-result/pay-result?outTradeNo=WM1')
    expect(screen.text()).toContain('支付成功')
    expect(shop.orders.get('WM1')).toMatchObject({ remark: '请包好', totalFen: 25_600 })
  })

  test('bought lines leave the cart, the others stay', async () => {
    const { screen } = await openScreen(fromCart, openShop(), { cart })
    await screen.tap(submit)
    await screen.tap('继续逛逛')
    await screen.tap('购物车')
    expect(screen.text()).not.toContain('龙井茶')
    expect(screen.text()).toContain('商品已下架')
  })

  test('given up at the cashier: the order, to be paid later', async () => {
    const shop = openShop()
    shop.cashier = () => 'requestPayment:fail cancel'
    const { screen } = await openScreen(start, shop)
    await screen.tap(submit)
    expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
    expect(screen.routes()).not.toContain(start)
  })

  test('double and triple taps make one order', async () => {
    const { screen, shop } = await openScreen(start)
    await Promise.all([screen.tap(submit), screen.tap(submit), screen.tap(submit)])
    await screen.settle()
    expect(countOf(shop.calls, 'create-order')).toBe(1)
    expect([...shop.orders.keys()]).toEqual(['WM1'])
  })

  test('a lost answer: said, the cart stays, and the next tap finds the same order', async () => {
    const shop = openShop()
    shop.lost.push('create-order')
    const { screen } = await openScreen(fromCart, shop, { cart })
    await screen.tap(submit)
    expect(screen.text()).toContain('暂时没有响应，请检查网络后重试')
    await screen.tap('知道了')
    await screen.tap(submit)
    expect([...shop.orders.keys()]).toEqual(['WM1'])
    expect(screen.text()).toContain('支付成功')
  })

  test('refused: said in Chinese, with fresh stock', async () => {
    const shop = openShop()
    shop.handlers['create-order'] = () => ({ ok: false, refused: 'out_of_stock' })
    const { screen } = await openScreen(start, shop)
    shop.handlers['list-products'] = () => ({ ok: true, products: [{ ...tea, stock: 1 }] })
    await screen.tap(submit)
    expect(screen.text()).toContain('商品库存不足')
    await screen.tap('刷新')
    expect(screen.text()).toContain('仅剩 1 件')
  })

  test('too many unpaid orders: the way out leads to them', async () => {
    const shop = openShop()
    shop.handlers['create-order'] = () => ({ ok: false, refused: 'too_many_unpaid_orders' })
    const { screen } = await openScreen(start, shop)
    await screen.tap(submit)
    await screen.tap('查看订单')
    expect(screen.route()).toBe('pages/orders/orders')
  })

  test('WeChat Pay does not answer: the order is shown, payable later', async () => {
    const shop = openShop()
    shop.handlers['unified-order'] = () => ({ ok: false, refused: 'gateway_unreachable' })
    const { screen } = await openScreen(start, shop)
    await screen.tap(submit)
    expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
    expect(screen.text()).toContain('微信支付暂时没有响应')
  })
})
