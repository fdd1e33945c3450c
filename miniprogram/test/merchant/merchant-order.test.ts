import type { ShopOrderView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { makeRefund, makeShopOrder, now, openMerchantShop } from '../helpers/merchant.ts'
import { openScreen } from '../helpers/screen.ts'

/** The button of the second question. */
const confirm = '.t-dialog__button--confirm'

const page = 'merchant/order/order?outTradeNo=WM1'

/** A shop whose functions do to the order what the real ones do. */
function openWorkbench(order: ShopOrderView) {
  const shop = openMerchantShop([order])
  const refunded: unknown[] = []
  shop.handlers.refund = (data) => {
    refunded.push(data)
    const amountFen = 'amountFen' in data ? data.amountFen : 0
    const refund = makeRefund({ refundId: 'WM1R9', amountFen, state: 'succeeded', requestedBy: 'merchant' })
    const current = shop.store.get('WM1') ?? order
    const timeline = [...current.timeline, { at: now, type: 'refund-settled' as const, refundId: 'WM1R9', amountFen }]
    const refundedFen = current.refundedFen + amountFen
    const refundableFen = current.refundableFen - amountFen
    const refunds = [...current.refunds, refund]
    shop.store.set('WM1', { ...current, refundedFen, refundableFen, refunds, timeline })
    return { ok: true, refund }
  }
  shop.handlers['mark-collected'] = () => {
    const current = shop.store.get('WM1') ?? order
    const timeline = [...current.timeline, { at: now, type: 'collected' as const }]
    const collected = { ...current, collectedAt: now, timeline }
    shop.store.set('WM1', collected)
    return { ok: true, order: collected }
  }
  return Object.assign(shop, { refunded })
}

const paid = makeShopOrder()
const open = async (order: ShopOrderView = paid) => {
  const shop = openWorkbench(order)
  const { screen } = await openScreen(page, shop)
  return { shop, screen }
}

test('what was bought, what it cost, who bought it, and what happened', async () => {
  const { screen } = await open(makeShopOrder({ remark: '下午来取', refunds: [makeRefund()] }))
  const text = screen.text()
  for (const said of [
    '待取货',
    '龙井茶',
    '¥128.00',
    'oTes…0001',
    '4200000000',
    '下午来取',
    '待处理',
    '支付成功',
    '申请退款',
  ]) {
    expect(text).toContain(said)
  }
  await screen.tap('.refund')
  expect(screen.route()).toBe('merchant/refund/refund?outTradeNo=WM1&refundId=WM1R1')
  expect(screen.problems).toEqual([])
})

test.each([
  ['unpaid', makeShopOrder({ state: 'unpaid', refundableFen: 0 })],
  ['closed', makeShopOrder({ state: 'closed', refundableFen: 0 })],
  ['all of it went back', makeShopOrder({ refundedFen: 12_800, refundableFen: 0 })],
])('%s: nothing can be done', async (_what, order) => {
  const { screen } = await open(order)
  expect(screen.text()).not.toMatch(/确认取货|发起退款/)
})

describe('handing over', () => {
  test('once, after a question', async () => {
    const { screen, shop } = await open()
    await screen.tap('确认取货')
    expect(shop.calls).not.toContain('mark-collected')
    await screen.tap('已取走')
    expect(screen.text()).toContain('已取货')
    expect(screen.text()).not.toContain('确认取货')
    expect(shop.calls.filter((name) => name === 'mark-collected')).toHaveLength(1)
  })

  test('not after a no', async () => {
    const { screen, shop } = await open()
    await screen.tap('确认取货')
    await screen.tap('再想想')
    expect(screen.text()).toContain('待取货')
    expect(shop.calls).not.toContain('mark-collected')
  })

  test('a refusal is told, and the way out loads the order anew', async () => {
    const { screen, shop } = await open()
    shop.handlers['mark-collected'] = () => ({ ok: false, refused: 'fully_refunded' })
    shop.store.set('WM1', makeShopOrder({ refundedFen: 12_800, timeline: [...paid.timeline, ...paid.timeline] }))
    await screen.tap('确认取货')
    await screen.tap('已取走')
    expect(screen.text()).toContain('这笔订单已全额退款，不能取货')
    await screen.tap('刷新')
    expect(screen.text()).toContain('已全额退款')
    expect(screen.text()).not.toContain('确认取货')
  })
})

describe('a refund without a request', () => {
  const fill = async (order: ShopOrderView, yuan: string | null, reason = '少发一件') => {
    const opened = await open(order)
    await opened.screen.tap('发起退款')
    if (yuan !== null) {
      await opened.screen.tap('部分退款')
      await opened.screen.input('.yuan-input', yuan)
    }
    await opened.screen.input('.t-textarea__wrapper-inner', reason)
    await opened.screen.tap('下一步')
    return opened
  }

  test('of a part: the second question shows the amount and what went back before; two taps are one refund', async () => {
    const { screen, shop } = await fill(makeShopOrder({ refundedFen: 500, refundableFen: 12_300 }), '12.3')
    expect(screen.text()).toMatch(/退款金额 ?¥12\.30/)
    expect(screen.text()).toContain('此前已退款¥5.00')
    expect(shop.refunded).toEqual([])
    await Promise.all([screen.tap(confirm), screen.tap(confirm)])
    expect(shop.refunded).toMatchObject([{ outTradeNo: 'WM1', amountFen: 1_230, reason: '少发一件' }])
    expect(screen.text()).toContain('已退款¥17.30')
    expect(screen.text()).not.toContain('下一步')
  })

  test('of all that is left', async () => {
    const { screen, shop } = await fill(paid, null)
    await screen.tap('确认退款')
    expect(shop.refunded).toMatchObject([{ amountFen: 12_800 }])
    expect(screen.text()).toContain('已全额退款')
  })

  test('what is wrong with it is said, and nothing is asked for', async () => {
    const { screen, shop } = await fill(paid, '')
    // biome-ignore format: one row is one problem
    for (const [yuan, reason, problem] of [
      ['',       '少发一件', '请填写退款金额'],
      ['0',      '少发一件', '退款金额须大于 0'],
      ['1.234',  '少发一件', '最多填写两位小数'],
      ['128.01', '少发一件', '超过可退金额'],
      ['1',      '  ',      '请填写退款原因'],
    ] as const) {
      await screen.input('.yuan-input', yuan)
      await screen.input('.t-textarea__wrapper-inner', reason)
      await screen.tap('下一步')
      expect(screen.text()).toContain(problem)
      expect(screen.text()).not.toContain('确认退款')
    }
    expect(shop.refunded).toEqual([])
  })

  test('a refusal is told in a sentence', async () => {
    const { screen, shop } = await fill(paid, '1')
    shop.handlers.refund = () => ({ ok: false, refused: 'over_refundable' })
    await screen.tap('确认退款')
    expect(screen.text()).toContain('超过可退金额，请修改退款金额')
  })
})

test('an order that is not there', async () => {
  const shop = openMerchantShop([])
  const { screen } = await openScreen(page, shop)
  expect(screen.text()).toContain('没有找到这笔订单')
})

test('no answer, and then the order', async () => {
  const shop = openWorkbench(paid)
  shop.lost.push('list-shop-orders')
  const { screen } = await openScreen(page, shop)
  await screen.tap('重新加载')
  expect(screen.text()).toContain('待取货')
})
