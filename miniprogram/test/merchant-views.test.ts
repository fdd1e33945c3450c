import type { ShopOrderView, ShopRefundView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { readOrderNumber } from '../merchant/utils/read-order-number.ts'
import { viewFailure } from '../merchant/utils/view-failure.ts'
import { viewRequestRow } from '../merchant/utils/view-request.ts'
import { summarise, viewShopOrderDetail, viewShopOrderRow } from '../merchant/utils/view-shop-order.ts'
import { givenFen, viewRefundDetail, viewRefundRow } from '../merchant/utils/view-shop-refund.ts'
import { makeRefund, makeShopOrder, now, requestOf } from './_merchant.ts'

const number = 'WMFALHYFM3VXO8CF50O68WVXL4'

// biome-ignore format: one row is one text
test.each<[text: string, found: string | null]>([
  [number,                              number],
  [`  ${number}\n`,                     number],
  [`\u200b${number}\u200b`,             number],
  [`${number.slice(0, 9)} ${number.slice(9)}`, number],
  [number.toLowerCase(),                number],
  [`订单号：${number}`,                   number],
  [`order ${number}, 2 件`,              number],
  [`${number}R12`,                      number],
  ['WM0SAMPLE1',                        'WM0SAMPLE1'],
  ['  abc123 ',                         'abc123'],
  ['WM001',                             null],
  ['',                                  null],
  ['龙井茶',                             null],
  ['4'.repeat(33),                      null],
  ["WM1' or 1",                         null],
])('readOrderNumber(%j) is %j', (text, found) => {
  expect(readOrderNumber(text)).toBe(found)
})

test('what failed can be tried again, but by nobody who is no merchant', () => {
  expect(viewFailure('no_answer')).toMatchObject({ phase: 'failed', failedAction: '重新加载' })
  expect(viewFailure('not_a_merchant')).toEqual({ phase: 'failed', failedText: '此功能仅对商家开放', failedAction: '' })
})

const all = 12_800
const inState = (state: ShopRefundView['state'], amountFen = all) => makeRefund({ state, amountFen })

describe('an order', () => {
  // biome-ignore format: one row is one order
  test.each<[what: string, order: Parameters<typeof makeShopOrder>[0], text: string, actions: string]>([
    ['unpaid',                   { state: 'unpaid', refundableFen: 0 },                             '待付款',     ''],
    ['closing, by the buyer',    { state: 'closing', closedBy: 'buyer', refundableFen: 0 },         '正在关闭',   ''],
    ['closing, by expiry',       { state: 'closing', closedBy: 'expiry', refundableFen: 0 },        '正在关闭',   ''],
    ['closed, by the buyer',     { state: 'closed', closedBy: 'buyer', refundableFen: 0 },          '已关闭',     ''],
    ['closed, by expiry',        { state: 'closed', closedBy: 'expiry', refundableFen: 0 },         '已关闭',     ''],
    ['paid',                     {},                                                                '待取货',     'collect refund'],
    ['paid, a request waits',    { refunds: [inState('waiting', 1_000)], refundableFen: 11_800 },   '待取货',     'collect refund'],
    ['paid, all is asked for',   { refunds: [inState('waiting')], refundableFen: 0 },               '待取货',     'collect'],
    ['handed over',              { collectedAt: now },                                              '已取货',     'refund'],
    ['a part went back',         { refundedFen: 1_000, refundableFen: 11_800, refunds: [inState('succeeded', 1_000)] }, '待取货', 'collect refund'],
    ['all is going back',        { refunds: [inState('processing')], refundableFen: 0 },            '退款中',     ''],
    ['all was refused for now',  { refunds: [inState('refused')], refundableFen: 0 },               '退款中',     ''],
    ['all went back',            { refunds: [inState('succeeded')], refundedFen: all, refundableFen: 0 }, '已全额退款', ''],
    ['handed over and all back', { collectedAt: now, refunds: [inState('succeeded')], refundedFen: all, refundableFen: 0 }, '已全额退款', ''],
    ['REFUNDCLOSE: all is here', { refunds: [inState('closed')] },                                  '待取货',     'collect refund'],
  ])('%s: %3$s', (_what, changes, text, actions) => {
    const view = viewShopOrderDetail(makeShopOrder(changes), now)
    expect(view.status.text).toBe(text)
    expect(Object.entries(view.actions).flatMap(([name, may]) => (may ? [name] : [])).join(' ')).toBe(actions)
    expect(viewShopOrderRow(makeShopOrder(changes), now).text).toBe(text)
  })

  test.each<[state: ShopOrderView['state'], closedBy: 'buyer' | 'expiry', hint: string]>([
    ['closing', 'buyer', '买家已取消，等待微信支付确认'],
    ['closing', 'expiry', '超时未付，等待微信支付确认'],
    ['closed', 'buyer', '买家取消'],
    ['closed', 'expiry', '超时未付'],
  ])('%s by %s: %s', (state, closedBy, hint) => {
    expect(viewShopOrderDetail(makeShopOrder({ state, closedBy }), now).status.hint).toBe(hint)
  })

  test('its row', () => {
    const order = makeShopOrder({ refunds: [inState('waiting', 1), inState('succeeded', 2)], refundedFen: 2 })
    expect(viewShopOrderRow(order, now)).toMatchObject({
      outTradeNo: 'WM1',
      summary: '龙井茶 共 1 件',
      time: '11月23日 21:05',
      totalFen: all,
      refundedFen: 2,
      waiting: 1,
    })
  })

  test('its facts, without those that are not known; its refunds newest first', () => {
    const order = makeShopOrder({ refunds: [makeRefund(), makeRefund({ refundId: 'WM1R2' })] })
    const view = viewShopOrderDetail(order, now)
    expect(view.facts).toEqual([
      { label: '订单编号', text: 'WM1', copy: true },
      { label: '交易单号', text: '4200000000', copy: true },
      { label: '买家', text: 'oTes…0001' },
      { label: '下单时间', text: '11月23日 21:05' },
      { label: '付款时间', text: '11月23日 21:05' },
    ])
    expect(view.refunds.map(({ refundId }) => refundId)).toEqual(['WM1R2', 'WM1R1'])
  })

  test('what was bought, in a line', () => {
    const [tea] = makeShopOrder().lines
    if (tea === undefined) throw new Error('the order has a line')
    expect(summarise([{ ...tea, quantity: 2 }])).toBe('龙井茶 共 2 件')
    expect(summarise([tea, { ...tea, productId: 'cup', title: '杯', quantity: 2 }])).toBe('龙井茶 等 3 件')
  })
})

describe('a refund', () => {
  // biome-ignore format: one row is one state
  test.each<[state: ShopRefundView['state'], text: string, given: boolean, actions: string]>([
    ['waiting',    '待处理',         false, 'decide'],
    ['withdrawn',  '买家已撤回',     false, ''],
    ['rejected',   '已拒绝',         false, ''],
    ['approved',   '正在提交',       true,  ''],
    ['refused',    '微信支付未受理', true,  'repeat'],
    ['processing', '退款中',         true,  ''],
    ['succeeded',  '已退款',         true,  ''],
    ['abnormal',   '退款异常',       true,  ''],
    ['closed',     '退款已关闭',     false, ''],
  ])('%s: %s', (state, text, given, actions) => {
    const refund = makeRefund({ state })
    const view = viewRefundDetail(refund, now)
    expect(view.status.text).toBe(text)
    expect(givenFen([refund])).toBe(given ? 1_000 : 0)
    expect(Object.entries(view.actions).flatMap(([name, may]) => (may ? [name] : [])).join(' ')).toBe(actions)
  })

  test('what WeChat Pay said stands as its answer, and only there', () => {
    const refusal = { code: 'NOTENOUGH', message: '基本账户余额不足' }
    const view = viewRefundDetail(makeRefund({ state: 'refused', decidedAt: now, refusal }), now)
    expect(view.gateway).toEqual([{ label: '微信支付答复', text: 'NOTENOUGH 基本账户余额不足' }])
    expect(JSON.stringify({ ...view, gateway: [] })).not.toContain('NOTENOUGH')
  })

  test('who asked, who decided when, and where the money went', () => {
    const settled = { decidedAt: now, gatewayRefundId: '5000', receivedBy: '支付用户零钱', settledAt: now + 60_000 }
    const view = viewRefundDetail(makeRefund({ state: 'succeeded', ...settled }), now)
    expect(view.request.map(({ text }) => text)).toEqual(['买家申请', '11月23日 21:05', '不想要了', 'WM1R1'])
    expect(view.decision).toEqual([{ label: '同意时间', text: '11月23日 21:05' }])
    expect(view.gateway.map(({ label, text }) => `${label} ${text}`)).toEqual([
      '微信退款号 5000',
      '退回账户 支付用户零钱',
      '到账时间 11月23日 21:06',
    ])
  })

  test.each([
    [{ state: 'rejected', decidedAt: now, rejection: '已使用' } as const, ['拒绝时间', '拒绝原因']],
    [{ state: 'withdrawn', decidedAt: now } as const, ['撤回时间']],
    [{ state: 'waiting' } as const, []],
  ])('%j: %j', (changes, labels) => {
    expect(viewRefundDetail(makeRefund(changes), now).decision.map(({ label }) => label)).toEqual(labels)
  })

  test('in a list, and on the desk', () => {
    expect(viewRefundRow(makeRefund({ reason: '', requestedBy: 'system' }), now)).toMatchObject({
      reason: '未填写原因',
      time: '系统自动退回 11月23日 21:05',
    })
    expect(viewRequestRow(requestOf(makeShopOrder({ refunds: [makeRefund()], refundedFen: 500 })), now)).toEqual({
      refundId: 'WM1R1',
      outTradeNo: 'WM1',
      amountFen: 1_000,
      totalFen: all,
      refundedFen: 500,
      time: '买家申请 11月23日 21:05',
      reason: '不想要了',
      summary: '龙井茶 共 1 件',
    })
  })
})
