import type { ShopRefundView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { makeRefund, makeShopOrder, now, openMerchantShop } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'

/** The button of the second question. */
const confirm = '.t-dialog__button--confirm'

const desk = 'merchant/refund-desk/refund-desk'
const detail = 'merchant/refund/refund?outTradeNo=WM1&refundId=WM1R1'

const orderWith = (changes: Partial<ShopRefundView> = {}, outTradeNo = 'WM1') => {
  const refund = makeRefund({ refundId: `${outTradeNo}R1`, ...changes })
  return makeShopOrder({ outTradeNo, refundedFen: 500, refundableFen: 11_300, refunds: [refund] })
}

/** A shop whose merchant functions decide on the request of WM1. */
function openWorkbench(orders = [orderWith(), orderWith({ amountFen: 2_000 }, 'WM2')]) {
  const shop = openMerchantShop(orders)
  const decided: unknown[] = []
  const settle = (changes: Partial<ShopRefundView>) => {
    const refund = makeRefund({ ...shop.store.get('WM1')?.refunds[0], decidedAt: now, refusal: null, ...changes })
    const order = orderWith(refund)
    const timeline = [...order.timeline, { at: now, type: 'refund-approved' as const, refundId: 'WM1R1' }]
    shop.store.set('WM1', { ...order, timeline })
    return { ok: true as const, refund }
  }
  shop.handlers.refund = (data) => {
    decided.push(data)
    return settle({ state: 'succeeded', gatewayRefundId: '5000', receivedBy: '支付用户零钱', settledAt: now })
  }
  shop.handlers['reject-refund'] = (data) => {
    decided.push(data)
    return settle({ state: 'rejected', rejection: data.reason })
  }
  return Object.assign(shop, { decided })
}

describe.each([desk, detail])('%s', (page) => {
  test('approve: after a second question that shows the amount and what went back before', async () => {
    const shop = openWorkbench()
    const { screen } = await openScreen(page, shop)
    await screen.tap('同意退款')
    expect(screen.text()).toMatch(/退款金额 ?¥10\.00/)
    expect(screen.text()).toContain('此前已退款¥5.00')
    expect(shop.decided).toEqual([])
    await screen.tap('确认退款')
    expect(shop.decided).toEqual([{ outTradeNo: 'WM1', refundId: 'WM1R1' }])
    expect(screen.text()).toContain('已退款')
    expect(screen.problems).toEqual([])
  })

  test('approve, thought better of', async () => {
    const shop = openWorkbench()
    const { screen } = await openScreen(page, shop)
    await screen.tap('同意退款')
    await screen.tap('取消')
    expect(screen.text()).not.toContain('确认退款')
    expect(shop.decided).toEqual([])
  })

  test('reject: with a reason', async () => {
    const shop = openWorkbench()
    const { screen } = await openScreen(page, shop)
    await screen.tap('拒绝')
    await screen.tap('确认拒绝')
    expect(screen.text()).toContain('请填写拒绝原因')
    await screen.tap('商品已取走')
    await screen.tap('确认拒绝')
    expect(shop.decided).toEqual([{ outTradeNo: 'WM1', refundId: 'WM1R1', reason: '商品已取走' }])
    expect(screen.text()).toContain('已拒绝')
  })

  test('two taps decide once', async () => {
    const shop = openWorkbench()
    const { screen } = await openScreen(page, shop)
    await screen.tap('同意退款')
    await Promise.all([screen.tap(confirm), screen.tap(confirm)])
    expect(shop.decided).toHaveLength(1)
  })

  test('the buyer was faster: told in a sentence, and the way out shows what is', async () => {
    const shop = openWorkbench()
    const { screen } = await openScreen(page, shop)
    shop.handlers.refund = () => ({ ok: false, refused: 'already_withdrawn' })
    await screen.tap('同意退款')
    await screen.tap('确认退款')
    expect(screen.text()).toContain('这笔退款已撤回，请刷新查看')
    const asked = shop.calls.length
    await screen.tap('刷新')
    expect(shop.calls.length).toBeGreaterThan(asked)
  })
})

describe('the desk', () => {
  test('lists who waits: amount, reason, order, what went back before', async () => {
    const { screen } = await openScreen(desk, openWorkbench())
    for (const said of ['¥10.00', '¥20.00', '不想要了', 'WM1', '龙井茶 共 1 件', '此前已退款¥5.00']) {
      expect(screen.text()).toContain(said)
    }
  })

  test('what was decided is gone from it', async () => {
    const { screen } = await openScreen(desk, openWorkbench())
    await screen.tap('同意退款')
    await screen.tap('确认退款')
    expect(screen.text()).not.toContain('¥10.00')
    expect(screen.text()).toContain('¥20.00')
  })

  test('pages', async () => {
    const orders = ['1', '2', '3', '4'].map((number) => orderWith({}, `WMPAGE${number}`))
    const { screen } = await openScreen(desk, openWorkbench(orders))
    expect(screen.text()).not.toContain('WMPAGE4')
    await screen.scrollToBottom()
    expect(screen.text()).toContain('WMPAGE4')
    expect(screen.text()).toContain('没有更多了')
  })

  test('nobody waits', async () => {
    const { screen } = await openScreen(desk, openWorkbench([]))
    expect(screen.text()).toContain('没有待处理的退款')
  })

  test('no answer, and then the requests', async () => {
    const shop = openWorkbench()
    shop.lost.push('list-refund-requests')
    const { screen } = await openScreen(desk, shop)
    await screen.tap('重新加载')
    expect(screen.text()).toContain('¥10.00')
  })
})

describe('one refund', () => {
  test('what WeChat Pay said, and the same refund sent again after a second question', async () => {
    const refusal = { code: 'NOTENOUGH', message: 'err_code_des "基本账户余额不足"' }
    const shop = openWorkbench([orderWith({ state: 'refused', decidedAt: now, refusal })])
    const { screen } = await openScreen(detail, shop)
    expect(screen.text()).toContain('未受理原因商户账户余额不足，请充值后重新提交 错误代码NOTENOUGH')
    expect(screen.text()).not.toContain('err_code')
    await screen.tap('重新提交')
    await screen.tap('确认退款')
    expect(shop.decided).toEqual([{ outTradeNo: 'WM1', refundId: 'WM1R1' }])
    expect(screen.text()).toContain('支付用户零钱')
    expect(screen.text()).not.toContain('NOTENOUGH')
  })

  test('a way to its order', async () => {
    const { screen } = await openScreen(detail, openWorkbench())
    await screen.tap('查看订单')
    expect(screen.route()).toBe('merchant/order/order?outTradeNo=WM1')
  })

  test('one that is not in the order', async () => {
    const { screen } = await openScreen(detail, openWorkbench([makeShopOrder()]))
    expect(screen.text()).toContain('没有找到这笔退款')
  })
})
