import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openScreen } from '../helpers/screen.ts'
import { makeOrder, moved, openShop } from '../helpers/shop.ts'

const start = 'pages/pay-result/pay-result?outTradeNo=WM1'
const unpaid = makeOrder({ expiresAt: Date.now() + 1_800_000 })

function shopWith(order = unpaid) {
  const shop = openShop()
  shop.orders.set('WM1', order)
  return shop
}

describe('opened', () => {
  test.each([
    [moved(unpaid, 'paid'), '支付成功'],
    [moved(unpaid, 'closed'), '订单已关闭'],
    [unpaid, '尚未支付'],
  ])('the order decides: $state', async (order, title) => {
    const { screen } = await openScreen(start, shopWith(order))
    expect(screen.text()).toContain(title)
    expect(screen.text()).toContain('¥128.00')
    expect(screen.problems).toEqual([])
  })

  test('no such order', async () => {
    const { screen } = await openScreen(start)
    expect(screen.text()).toContain('没有找到这笔订单')
    await screen.tap('继续逛逛')
    expect(screen.route()).toBe('pages/shop/shop')
  })

  test('no answer: no word about the money, and a way to ask again', async () => {
    const shop = shopWith(moved(unpaid, 'paid'))
    shop.lost.push('get-order')
    const { screen } = await openScreen(start, shop)
    expect(screen.text()).toContain('暂时查不到支付结果，若已扣款请勿重复支付')
    await screen.tap('再次查询')
    expect(screen.text()).toContain('支付成功')
  })
})

describe('while the cashier said ok and the order does not say paid', () => {
  /** The page in the middle of its first questions; time stands still until it is told to go on. */
  async function openWaiting() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { screen, shop } = await openScreen(start, shopWith(), { cashier: { WM1: { said: 'ok', at: 0 } } })
    const later = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms)
      await screen.settle()
    }
    return { screen, shop, later }
  }

  test('it keeps asking, offers no second payment, and turns by itself', async () => {
    const { screen, shop, later } = await openWaiting()
    await later(2_000)
    expect(screen.text()).toContain('正在确认支付结果')
    expect(screen.text()).not.toContain('继续支付')
    shop.move('WM1', 'paid')
    await later(5_000)
    expect(screen.text()).toContain('支付成功')
  })

  test('the patience ends: 支付结果确认中, and it can be asked again', async () => {
    const { screen, shop, later } = await openWaiting()
    await later(31_000)
    expect(screen.text()).toContain('支付结果确认中')
    expect(screen.text()).toContain('若已扣款请勿重复支付')
    expect(screen.text()).not.toContain('继续支付')
    shop.move('WM1', 'paid')
    await screen.tap('再次查询')
    expect(screen.text()).toContain('支付成功')
  })

  test('covered by another page it stops asking; shown again it goes on', async () => {
    const { screen, shop, later } = await openWaiting()
    screen.page().onHide()
    const asked = shop.calls.length
    await later(31_000)
    expect(shop.calls.length).toBe(asked)
    shop.move('WM1', 'paid')
    await screen.page().onShow()
    expect(screen.text()).toContain('支付成功')
  })
})

describe('paying again', () => {
  test('paid', async () => {
    const { screen } = await openScreen(start, shopWith())
    await screen.tap('继续支付')
    expect(screen.text()).toContain('支付成功')
  })

  test('given up again: still payable', async () => {
    const shop = shopWith()
    shop.cashier = () => 'requestPayment:fail cancel'
    const { screen } = await openScreen(start, shop)
    await screen.tap('继续支付')
    expect(screen.text()).toContain('尚未支付')
    expect(screen.text()).toContain('继续支付')
  })

  describe('the cashier names an error', () => {
    /** The page after that error, in the middle of its questions. */
    async function openFailed() {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      onTestFinished(() => void vi.useRealTimers())
      const shop = shopWith()
      shop.cashier = () => 'requestPayment:fail'
      const { screen } = await openScreen(start, shop)
      await screen.tap('继续支付')
      expect(screen.text()).toContain('正在确认支付结果')
      return screen
    }

    test('payable again after 3.1 s, and that is said', async () => {
      const screen = await openFailed()
      await vi.advanceTimersByTimeAsync(3_100)
      await screen.settle()
      expect(screen.text()).toContain('支付未完成，可重新支付')
      expect(screen.text()).toContain('继续支付')
    })

    test('nobody has to wait for that: the order is a tap away', async () => {
      const screen = await openFailed()
      await screen.tap('查看订单')
      expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
      expect(screen.text()).toContain('支付结果确认中')
      await vi.advanceTimersByTimeAsync(3_100)
      await screen.settle()
      expect(screen.text()).not.toContain('支付未完成')
    })
  })

  test('closed meanwhile: said', async () => {
    const shop = shopWith()
    shop.handlers['unified-order'] = () => {
      shop.move('WM1', 'closed')
      return { ok: false, refused: 'order_closed' }
    }
    const { screen } = await openScreen(start, shop)
    await screen.tap('继续支付')
    expect(screen.text()).toContain('订单已关闭，请重新下单')
  })

  test('paid on another device: shown, not complained about', async () => {
    const shop = shopWith()
    shop.handlers['unified-order'] = () => {
      shop.move('WM1', 'paid')
      return { ok: false, refused: 'already_paid' }
    }
    const { screen } = await openScreen(start, shop)
    await screen.tap('继续支付')
    expect(screen.text()).toContain('支付成功')
    expect(screen.text()).not.toContain('无需再次操作')
  })
})

test('on to the order', async () => {
  const { screen } = await openScreen(start, shopWith(moved(unpaid, 'paid')))
  await screen.tap('查看订单')
  expect(screen.route()).toBe('pages/order/order?outTradeNo=WM1')
})
