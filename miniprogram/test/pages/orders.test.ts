import type { OrderView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { openAt, openStored } from '../helpers/order-shop.ts'
import { makePaid, makeRefund, noon } from '../helpers/refunds.ts'
import { makeOrder } from '../helpers/shop.ts'

const start = 'pages/orders/orders'

/** An order with a title of its own, so many minutes old. */
const aged = (minutes: number, order: OrderView = makeOrder()): OrderView => ({
  ...order,
  outTradeNo: `WM${minutes}`,
  createdAt: noon - minutes * 60_000,
  expiresAt: noon + (30 - minutes) * 60_000,
  lines: [{ productId: 'tea', title: `茶${minutes}号`, priceFen: 12_800, quantity: 1 }],
})

const unpaid = aged(1)
const paid = aged(2, makePaid())
const refunded = aged(3, makePaid([makeRefund({ state: 'rejected' })]))
const closed = aged(4, makeOrder({ state: 'closed', closedBy: 'expiry' }))

/** The titles on the screen, from above. */
const titles = (text: string) => text.match(/茶\d+号/g) ?? []

describe('tabs', () => {
  test.each([
    ['全部', ['茶1号', '茶2号', '茶3号', '茶4号']],
    ['待付款', ['茶1号']],
    ['已付款', ['茶2号', '茶3号']],
    ['退款', ['茶3号']],
  ])('%s', async (tab, shown) => {
    const { screen } = await openAt(start, closed, refunded, paid, unpaid)
    await screen.tap(tab)
    expect(titles(screen.text())).toEqual(shown)
    expect(screen.text()).toContain('没有更多了')
    expect(screen.problems).toEqual([])
  })

  test.each([
    ['全部', '还没有订单'],
    ['待付款', '没有待付款的订单'],
    ['已付款', '没有已付款的订单'],
    ['退款', '没有退款'],
  ])('%s without orders: %s', async (tab, text) => {
    const { screen } = await openAt(start)
    await screen.tap(tab)
    expect(screen.text()).toContain(text)
    await screen.tap('去商店逛逛')
    expect(screen.route()).toBe('pages/shop/shop')
  })

  test('no answer: said, and loaded again on demand', async () => {
    const { screen, shop } = await openAt(start, paid)
    shop.lost.push('list-orders')
    await screen.tap('已付款')
    expect(screen.text()).toContain('暂时没有响应')
    await screen.tap('重新加载')
    expect(titles(screen.text())).toEqual(['茶2号'])
  })
})

describe('pages', () => {
  const many = Array.from({ length: 25 }, (_, at) => aged(at + 1, makePaid()))
  const first = (count: number) => many.slice(0, count).map(({ lines }) => lines[0]?.title)

  test('more come at the bottom, until that was all', async () => {
    const { screen } = await openAt(start, ...many)
    for (const count of [10, 20, 25]) {
      expect(titles(screen.text())).toEqual(first(count))
      await screen.scrollToBottom()
    }
    expect(screen.text()).toContain('没有更多了')
  })

  test('an order that came in between is not shown twice, and a new look shows as many', async () => {
    const { screen, shop } = await openAt(start, ...many)
    shop.orders.set('WM0', aged(0, makePaid()))
    await screen.scrollToBottom()
    expect(titles(screen.text())).toEqual(first(20))
    await screen.pullDown()
    expect(titles(screen.text())).toEqual(['茶0号', ...first(19)])
  })

  test('a page that does not come can be asked for again', async () => {
    const { screen, shop } = await openAt(start, ...many)
    shop.lost.push('list-orders')
    await screen.scrollToBottom()
    expect(titles(screen.text())).toEqual(first(10))
    await screen.tap('没有加载出来，点此重试')
    expect(titles(screen.text())).toEqual(first(20))
  })
})

describe('fresh', () => {
  test('a payment made elsewhere appears: open orders are asked for one by one', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.handlers['get-order'] = () => ({ ok: true, order: { ...paid, outTradeNo: unpaid.outTradeNo } })
    await screen.tap('全部')
    await screen.pullDown()
    expect(screen.text()).toContain('已付款，待取货')
    await screen.tap('待付款')
    expect(screen.text()).toContain('没有待付款的订单')
  })

  test('coming back from an order shows what became of it', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    await screen.tap('茶1号')
    expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
    shop.move('WM1', 'closed')
    await screen.back()
    expect(screen.text()).toContain('已取消')
  })

  test('what is shown stays when the answer gets lost', async () => {
    const { screen, shop } = await openAt(start, paid)
    shop.lost.push('list-orders')
    await screen.pullDown()
    expect(titles(screen.text())).toEqual(['茶2号'])
    expect(screen.text()).toContain('暂时没有响应')
  })

  test('at the end of its countdown an order cannot be paid any more', async () => {
    const { screen, clock } = await openAt(start, unpaid)
    expect(screen.text()).toContain('29:00')
    clock.now += 29 * 60_000
    await expect.poll(() => screen.text(), { timeout: 3_000 }).toContain('已超时，正在关闭')
    expect(screen.text()).not.toContain('去支付')
  })
})

describe('pay and cancel on the card', () => {
  test('paid: the page of the result tells', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    await Promise.all([screen.tap('去支付'), screen.tap('去支付')])
    expect(shop.calls.filter((name) => name === 'unified-order')).toHaveLength(1)
    expect(screen.route()).toBe('pages/pay-result/pay-result?outTradeNo=WM1')
  })

  test('being confirmed: not payable on the card', async () => {
    const { screen } = await openStored({ cashier: { WM1: { said: 'ok', at: 0 } } }, start, unpaid)
    expect(screen.text()).toContain('支付结果确认中')
    expect(screen.text()).not.toContain('去支付')
  })

  test('given up at the cashier: stays, payable', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.cashier = () => 'requestPayment:fail cancel'
    await screen.tap('去支付')
    expect(screen.route()).toBe(start)
    expect(screen.text()).toContain('去支付')
  })

  test('refused: said', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.handlers['unified-order'] = () => ({ ok: false, refused: 'too_late' })
    await screen.tap('去支付')
    expect(screen.text()).toContain('订单即将超时，请重新下单')
  })

  test('cancelled after a second look', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    await screen.tap('取消')
    await screen.tap('再想想')
    expect(shop.calls).not.toContain('cancel-order')
    await screen.tap('取消')
    await screen.tap('确定取消')
    expect(screen.text()).toContain('已取消')
  })

  test('paid in the meantime: shown and said', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.orders.set('WM1', { ...paid, outTradeNo: 'WM1' })
    shop.handlers['cancel-order'] = () => ({ ok: false, refused: 'already_paid' })
    await screen.tap('取消')
    await screen.tap('确定取消')
    expect(screen.text()).toContain('订单已支付，无需再次操作')
    await screen.tap('知道了')
    expect(screen.text()).toContain('已付款，待取货')
  })
})
