import type { OrderView, RefundView } from '@stack/contract'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openAt, openStored } from '../helpers/order-shop.ts'
import { makePaid, makeRefund, noon } from '../helpers/refunds.ts'
import { makeOrder, moved } from '../helpers/shop.ts'

const start = 'pages/order/order?outTradeNo=WM1'
const unpaid = makeOrder({ createdAt: noon - 60_000, expiresAt: noon + 60_000 })
const refund = (state: RefundView['state']) => makeRefund({ state })
const whole = (state: RefundView['state']) => makeRefund({ state, amountFen: 12_800 })

/** The buttons that an order offers: those of a waiting refund, and those of the bar, which comes last. */
function offeredOn(text: string): string[] {
  const bar = text.slice(text.indexOf('订单编号'))
  const buttons = ['去支付', '取消订单', '再次查询', '申请退款'].filter((button) => bar.includes(button))
  return text.includes('撤回申请') ? [...buttons, '撤回申请'] : buttons
}

describe('every state × every action', () => {
  test.each<[name: string, order: OrderView, text: string, offered: string[]]>([
    ['unpaid', unpaid, '待付款', ['去支付', '取消订单']],
    ['expired', { ...unpaid, expiresAt: noon }, '已超时，正在关闭', []],
    ['closing', { ...moved(unpaid, 'closing'), closedBy: 'buyer' }, '正在取消', []],
    ['closed by the buyer', { ...moved(unpaid, 'closed'), closedBy: 'buyer' }, '您取消了这笔订单', []],
    ['closed by expiry', { ...moved(unpaid, 'closed'), closedBy: 'expiry' }, '超时未支付，订单已自动关闭', []],
    ['paid', makePaid(), '已付款，待取货', ['申请退款']],
    ['collected', makePaid([], { collectedAt: noon }), '已取货', ['申请退款']],
    ['part waits', makePaid([refund('waiting')]), '等待商家处理', ['申请退款', '撤回申请']],
    ['all waits', makePaid([whole('waiting')]), '等待商家处理', ['撤回申请']],
    ['a merchant’s waits', makePaid([makeRefund({ requestedBy: 'merchant' })]), '商家复核中', ['申请退款']],
    ['withdrawn', makePaid([whole('withdrawn')]), '已撤回', ['申请退款']],
    ['rejected', makePaid([whole('rejected')]), '商家已拒绝', ['申请退款']],
    ['approved', makePaid([whole('approved')]), '退款处理中', []],
    ['refused', makePaid([whole('refused')]), '退款暂未受理', []],
    ['processing', makePaid([whole('processing')]), '退款处理中', []],
    ['part given back', makePaid([refund('succeeded')]), '部分退款', ['申请退款']],
    ['all given back', makePaid([whole('succeeded')]), '已全额退款', []],
    ['abnormal', makePaid([whole('abnormal')]), '退款异常', []],
    ['refund closed', makePaid([whole('closed')]), '退款已关闭', ['申请退款']],
  ])('%s', async (_name, order, text, offered) => {
    const { screen } = await openAt(start, order)
    expect(screen.text()).toContain(text)
    expect(offeredOn(screen.text())).toEqual(offered)
    expect(screen.problems).toEqual([])
  })
})

describe('what an order shows', () => {
  test('lines, amounts, number, times, remark, where to fetch it, and what happened to the money', async () => {
    const refunds = [makeRefund({ state: 'rejected', rejection: '已拆封' })]
    const { screen } = await openAt(start, makePaid(refunds, { remark: '少糖' }))
    for (const shown of [
      '龙井茶 ¥128.00 ×1',
      '实付金额 ¥128.00',
      '可退金额 ¥128.00',
      'WM1',
      '下单时间 11月23日 11:59',
      '少糖',
      '到店自提',
      '拒绝原因 已拆封',
      '支付成功 ¥128.00',
    ]) {
      expect(screen.text().replaceAll(' ', '')).toContain(shown.replaceAll(' ', ''))
    }
  })

  test('an order that is not there, or not the buyer’s own', async () => {
    const { screen, shop } = await openAt(start)
    expect(screen.text()).toContain('没有找到这笔订单')
    shop.orders.set('WM1', unpaid)
    await screen.tap('重新加载')
    expect(screen.text()).toContain('待付款')
  })

  test('what is known stays when an answer gets lost', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.lost.push('get-order')
    await screen.pullDown()
    expect(screen.text()).toContain('待付款')
    expect(screen.text()).toContain('暂时没有响应')
  })

  test('an earlier answer that comes late changes nothing', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.move('WM1', 'paid')
    await screen.pullDown()
    shop.orders.set('WM1', unpaid)
    await screen.pullDown()
    expect(screen.text()).toContain('已付款，待取货')
  })
})

describe('countdown', () => {
  test('mm:ss by the clock; at zero the order is asked for and cannot be paid any more', async () => {
    const { screen, shop, clock } = await openAt(start, { ...unpaid, expiresAt: noon + 1_800_000 })
    expect(screen.text()).toContain('30:00')
    clock.now += 1_800_000
    const asked = shop.calls.length
    await expect.poll(() => screen.text(), { timeout: 3_000 }).toContain('已超时，正在关闭')
    expect(screen.text()).not.toContain('去支付')
    await screen.settle()
    expect(shop.calls.slice(asked)).toContain('get-order')
  })
})

describe('pay', () => {
  test('paid, as the order says', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    await screen.tap('去支付')
    expect(screen.text()).toContain('已付款，待取货')
    expect(shop.calls).toEqual(['get-order', 'unified-order', 'get-order'])
  })

  test('two taps are one payment', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    await Promise.all([screen.tap('去支付'), screen.tap('去支付')])
    expect(shop.calls.filter((name) => name === 'unified-order')).toHaveLength(1)
  })

  test('given up at the cashier: still payable, and paid the next time', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    const { cashier } = shop
    shop.cashier = () => 'requestPayment:fail cancel'
    await screen.tap('去支付')
    expect(screen.text()).toContain('待付款')
    shop.cashier = cashier
    await screen.tap('去支付')
    expect(screen.text()).toContain('已付款，待取货')
  })

  test('the cashier says ok and the order does not: being confirmed, then paid', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.cashier = () => 'requestPayment:ok'
    await screen.tap('去支付')
    expect(screen.text()).toContain('支付结果确认中')
    expect(screen.text()).not.toContain('去支付')
    shop.move('WM1', 'paid')
    await screen.pullDown()
    expect(screen.text()).toContain('已付款，待取货')
  })

  test('the app was killed after paying: still being confirmed, and asked again on demand', async () => {
    const { screen, shop } = await openStored({ cashier: { WM1: { said: 'ok', at: 0 } } }, start, unpaid)
    expect(offeredOn(screen.text())).toEqual(['再次查询'])
    await screen.tap('再次查询')
    expect(screen.text()).toContain('还没有查到付款')
    shop.move('WM1', 'paid')
    await screen.tap('再次查询')
    expect(screen.text()).toContain('已付款，待取货')
  })

  test('the cashier named an error just now: doubted for 3 s, then payable by what the server tells', async () => {
    const { screen, clock } = await openStored({ cashier: { WM1: { said: 'failed', at: noon } } }, start, unpaid)
    expect(offeredOn(screen.text())).toEqual(['再次查询'])
    clock.now += 3_000
    await screen.tap('再次查询')
    expect(offeredOn(screen.text())).toEqual(['去支付', '取消订单'])
  })

  test('the cashier names an error: asked at once and twice more in 3.1 s, then payable, and said', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { screen, shop } = await openAt(start, unpaid)
    shop.cashier = () => 'requestPayment:fail'
    await screen.tap('去支付')
    expect(screen.text()).toContain('支付结果确认中')
    const asked = () => shop.calls.filter((name) => name === 'get-order').length
    expect(asked()).toBe(2)
    await vi.advanceTimersByTimeAsync(3_100)
    await screen.settle()
    expect(asked()).toBe(4)
    expect(screen.text()).toContain('支付未完成，可重新支付')
    expect(offeredOn(screen.text())).toEqual(['去支付', '取消订单'])
  })

  test.each([
    ['already_paid', 'paid', '已付款，待取货'],
    ['order_closing', 'closing', '订单正在取消，请重新下单'],
    ['too_late', null, '订单即将超时，请重新下单'],
    ['gateway_unreachable', null, '微信支付暂时没有响应，请稍后再试'],
    ['gateway_refused', null, '微信支付暂时无法受理，请稍后再试或联系商家'],
  ] as const)('refused: %s', async (refused, state, text) => {
    const { screen, shop } = await openAt(start, unpaid)
    if (state !== null) shop.move('WM1', state)
    shop.handlers['unified-order'] = () => ({ ok: false, refused })
    await screen.tap('去支付')
    expect(screen.text()).toContain(text)
    expect(screen.text()).not.toContain(refused)
  })
})

describe('cancel', () => {
  test('asks first; no is no', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    await screen.tap('取消订单')
    expect(screen.text()).toContain('取消后不能再支付')
    await screen.tap('再想想')
    expect(shop.calls).toEqual(['get-order'])
    expect(screen.text()).toContain('待付款')
  })

  test('cancelled, as the server says', async () => {
    const { screen } = await openAt(start, unpaid)
    await screen.tap('取消订单')
    await screen.tap('确定取消')
    expect(screen.text()).toContain('您取消了这笔订单')
  })

  test('paid in the meantime: the page shows it and says so', async () => {
    const { screen, shop } = await openAt(start, unpaid)
    shop.handlers['cancel-order'] = () => ({ ok: false, refused: 'already_paid' })
    shop.move('WM1', 'paid')
    await screen.tap('取消订单')
    await screen.tap('确定取消')
    expect(screen.text()).toContain('订单已支付，无需再次操作')
    await screen.tap('知道了')
    expect(screen.text()).toContain('已付款，待取货')
  })
})

describe('withdraw', () => {
  const waiting = makePaid([refund('waiting')])

  test('asks first, then the request is withdrawn', async () => {
    const { screen, shop } = await openAt(start, waiting)
    await screen.tap('撤回申请')
    await screen.tap('再想想')
    expect(shop.calls).toEqual(['get-order'])
    await screen.tap('撤回申请')
    await screen.tap('确定撤回')
    expect(screen.text()).toContain('已撤回')
    expect(screen.text()).not.toContain('撤回申请')
  })

  test('approved in the meantime: the page shows it and says so', async () => {
    const { screen, shop } = await openAt(start, waiting)
    shop.change('WM1', 'refund-approved', { refunds: [refund('approved')] })
    shop.handlers['withdraw-refund'] = () => ({ ok: false, refused: 'already_approved' })
    await screen.tap('撤回申请')
    await screen.tap('确定撤回')
    expect(screen.text()).toContain('商家已同意这笔退款')
    await screen.tap('知道了')
    expect(screen.text()).toContain('退款处理中')
  })
})

test('申请退款 leads to its page, and coming back shows what was asked for', async () => {
  const { screen, shop } = await openAt(start, makePaid())
  await screen.tap('申请退款')
  expect(screen.route()).toBe('pages/request-refund/request-refund?outTradeNo=WM1')
  shop.orders.set('WM1', makePaid([refund('waiting')]))
  await screen.back()
  expect(screen.text()).toContain('退款申请中')
})
