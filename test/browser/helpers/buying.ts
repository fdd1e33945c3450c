import { beforeAll, expect, test } from 'vitest'
import type { ShopStore } from '../../helpers/orders.ts'
import { openidOf } from '../../helpers/shop.ts'
import { notifyWay, openDeadEndpoint } from '../../helpers/wire.ts'
import type { Phones } from './phones.ts'
import { orderOnTop, walkToCashier } from './walks.ts'

/** The buyers of these tests. */
export const buyers = ['Pays', 'Cancels', 'IsPoor', 'LosesNet', 'Unheard', 'Waits', 'Hurries', 'Reloads']

/** How a buyer buys, by taps. */
export function describeBuying(opened: () => Phones): void {
  let phones: Phones
  let store: ShopStore
  const ordersOf = async (buyer: string) =>
    (await store.all('orders')).filter(({ openid }) => openid === openidOf(buyer))

  beforeAll(() => {
    phones = opened()
    store = phones.store
  })

  test.concurrent('a product is bought and paid', async (context) => {
    const phone = await phones.phone(context, 'Pays')
    await walkToCashier(phone)
    await phone.cashier.see('¥0.01')
    await phone.cashier.pay()
    await phone.see('支付成功', '¥0.01')
    await phone.tap('查看订单')
    await phone.see('已付款，待取货', '小店贴纸')
    expect(await store.history(await orderOnTop(phone))).toContain('paid')
    await phone.back()
    await phone.back()
    await phone.tapTab('订单')
    await phone.see('已付款，待取货')
  })

  test.concurrent('a payment that was given up leaves the order payable', async (context) => {
    const phone = await phones.phone(context, 'Cancels')
    await walkToCashier(phone)
    await phone.cashier.cancel()
    await phone.see('待付款', '剩余')
    await phone.tap('去支付')
    await phone.cashier.pay()
    await phone.see('已付款，待取货')
    expect(await ordersOf('Cancels')).toHaveLength(1)
  })

  test.concurrent('not enough money is said, and then there is enough', async (context) => {
    const phone = await phones.phone(context, 'IsPoor')
    await walkToCashier(phone)
    await phone.cashier.choose('余额不足')
    await phone.cashier.confirm('余额不足')
    await phone.see('正在确认支付结果', '尚未支付')
    await phone.tap('继续支付')
    await phone.cashier.pay()
    await phone.see('支付成功')
  })

  test.concurrent('the network is lost after paying: the order turns paid all the same', async (context) => {
    const phone = await phones.phone(context, 'LosesNet')
    await walkToCashier(phone)
    await phone.cashier.choose('支付后断网')
    await phone.see('支付成功')
  })

  test.concurrent('a reload brings back pages and cart', async (context) => {
    const phone = await phones.phone(context, 'Reloads')
    await phone.tapNamed('把桂花糕 6枚加入购物车')
    await phone.tap('明前龙井 50g')
    await phone.tap('加入购物车')
    await phone.see('清明前手采')
    const stack = await phone.stack()
    await phone.page.reload()
    await phone.see('清明前手采')
    expect(await phone.stack()).toEqual(stack)
    await phone.back()
    await phone.tapTab('购物车')
    await phone.see('明前龙井 50g', '桂花糕 6枚', '¥147.80')
    await phone.tap('结算(2)')
    await phone.tap('提交并支付')
    await phone.cashier.see('¥147.80')
    await phone.cashier.pay()
    await phone.see('支付成功')
    await phone.tap('继续逛逛')
    await phone.tapTab('购物车')
    await phone.see('购物车还是空的')
  })

  // One after the other from here on: they move what all share.

  test('the notification is lost: the order turns paid by the query', async (context) => {
    const deadEndpoint = await openDeadEndpoint()
    const way = notifyWay(phones.shop.stack, deadEndpoint)
    way.cut()
    try {
      const phone = await phones.phone(context, 'Unheard')
      await walkToCashier(phone)
      await phone.cashier.pay()
      await phone.see('支付成功')
      await phone.tap('查看订单')
      await phone.see('已付款，待取货')
      const { history } = await store.order(await orderOnTop(phone))
      expect(history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query' })
    } finally {
      way.mend()
      await deadEndpoint.close()
    }
  })

  test('two quick taps make one order and open one cashier', async (context) => {
    const phone = await phones.phone(context, 'Hurries')
    await phone.tap('小店贴纸')
    await phone.tap('立即购买')
    await phone.tapTwice('提交并支付')
    await phone.cashier.pay()
    await phone.see('支付成功')
    expect(await ordersOf('Hurries')).toMatchObject([{ state: 'paid' }])
  })

  test('an order that nobody pays closes when its time is up', async (context) => {
    const phone = await phones.phone(context, 'Waits')
    await walkToCashier(phone)
    await phone.cashier.cancel()
    await phone.see('待付款')
    await phones.shop.stack.clock.advance(31 * 60_000)
    await phone.back()
    await phone.back()
    await phone.tapTab('订单')
    await phone.tap('已关闭')
    await phone.see('超时未支付，订单已自动关闭')
    expect(await store.order(await orderOnTop(phone))).toMatchObject({ state: 'closed', closedBy: 'expiry' })
  })
}
