import type { ShopOrderView, ShopRefundView } from '@stack/contract'
import { describe, expect, test } from 'vitest'
import { explainRefusal } from '../../merchant/utils/explain-refusal.ts'
import { readOrderNumber } from '../../merchant/utils/read-order-number.ts'
import { outcomeOf, type RefundActions } from '../../merchant/utils/refund-stage.ts'
import { waysOf } from '../../merchant/utils/refund-ways.ts'
import { viewFailure } from '../../merchant/utils/view-failure.ts'
import { viewRequestRow } from '../../merchant/utils/view-request.ts'
import { summarise, viewShopOrderDetail, viewShopOrderRow } from '../../merchant/utils/view-shop-order.ts'
import { type Fact, viewRefundDetail, viewRefundRow } from '../../merchant/utils/view-shop-refund.ts'
import type { Refusal } from '../../services/refusals.ts'
import { makeRefund, makeShopOrder, now, requestOf } from '../helpers/merchant.ts'

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

test.each<[refused: Refusal, failedText: string, failedAction: string, denied: boolean]>([
  ['no_answer', '暂时没有响应，请检查网络后重试', '重新加载', false],
  ['not_found', '没有找到这笔订单，请刷新后重试', '重新加载', false],
  ['not_a_merchant', '此功能仅对商家开放', '返回我的', true],
])('%s: what is said, and the way out', (refused, failedText, failedAction, denied) => {
  expect(viewFailure(refused)).toEqual({ phase: 'failed', failedText, failedAction, denied })
})

// As the shop stores them: the code, and the message of wxpay-core's error.
const said = (code: string, words: string) => ({
  code,
  message: `[wxpay-core] refund was refused: err_code "${code}", err_code_des "${words}"`,
})

// biome-ignore format: one row is one refusal
test.each<[refusal: { code: string; message: string }, text: string]>([
  [said('NOTENOUGH', '基本账户余额不足，请充值后重新发起'), '商户账户余额不足，请充值后重新提交'],
  [said('TRADE_OVERDUE', '订单已经超过退款期限'),         '付款已超过一年，微信支付不再受理，请用其他方式退款给买家'],
  [said('USER_ACCOUNT_ABNORMAL', '退款请求失败'),        '买家的微信账户已注销，请用其他方式退款给买家'],
  [said('CERT_ERROR', '证书校验错误'),                   '商户证书无效，请联系技术人员更换证书'],
  [said('ERROR', '可退款的余额不足'),                    '可退款的余额不足'],
  [said('ERROR', ''),                                  '微信支付没有说明原因，请到微信支付商户平台查看'],
  [said('PARAM_ERROR', '退款原因过长'),                  '退款原因过长'],
  [{ code: 'AMOUNT_MISMATCH', message: '微信支付记录的退款金额是 9.99 元' }, '微信支付记录的退款金额是 9.99 元'],
])('explainRefusal(%j): %s', (refusal, text) => {
  expect(explainRefusal(refusal).text).toBe(text)
})

// biome-ignore format: one row is one refund
test.each<[what: string, refund: Partial<ShopRefundView>, ways: string[]]>([
  ['no money at the shop',       { state: 'refused', refusal: said('NOTENOUGH', '') },     ['approve, advised', 'settle', 'paid', 'abandon']],
  ['too old',                    { state: 'refused', refusal: said('TRADE_OVERDUE', '') }, ['settle, advised', 'approve', 'paid', 'abandon']],
  ['a reason that nobody knows', { state: 'refused', refusal: said('ERROR', '') },         ['approve', 'settle', 'paid', 'abandon']],
  ['CHANGE',                     { state: 'abnormal' },                                    ['query', 'settle', 'paid']],
  ['REFUNDCLOSE',                { state: 'closed' },                                      ['start', 'settle', 'paid', 'abandon']],
  ['REFUNDCLOSE of a second payment', { state: 'closed', ofExtraPayment: true },           ['start', 'settle', 'paid', 'abandon']],
  ['into the merchant’s account', { state: 'returned-to-merchant' },                       ['settle', 'paid', 'abandon']],
  ['on its way',                 { state: 'processing' },                                  ['paid']],
  ['waiting',                    { state: 'waiting' },                                     []],
  ['with the buyer',             { state: 'succeeded' },                                   ['paid']],
  ['abandoned',                  { state: 'abandoned', refusal: said('NOTENOUGH', '') },   ['paid']],
  ['settled manually',           { state: 'settled-manually' },                            ['query']],
  ['with the buyer twice',       { state: 'refunded-twice' },                              ['resolve']],
  ['twice, and ended by a note', { state: 'refunded-twice', resolution: { by: 'oTes…0002', at: now, note: '已退回' } }, []],
])('%s: the ways out', (_what, refund, ways) => {
  expect(waysOf(makeRefund(refund)).map(({ verb, advised }) => verb + (advised ? ', advised' : ''))).toEqual(ways)
})

const all = 12_800
const told = (facts: Fact[]) => facts.map(({ label, text }) => `${label} ${text}`)
/** Whether a refund may be rejected, and what the button to agree says. */
const offered = ({ reject, approve }: RefundActions) => [reject ? 'reject' : '', approve].join(' ').trim()
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
    ['paid twice, the second goes back', { refunds: [{ ...inState('processing'), ofExtraPayment: true }] }, '待取货', 'collect refund'],
    ['all was refused for now',  { refunds: [inState('refused')], refundableFen: 0 },               '退款中',     ''],
    ['all went to the merchant’s account', { refunds: [inState('returned-to-merchant')], refundableFen: 0 }, '退款中', ''],
    ['more went back than was paid', { refunds: [inState('succeeded'), inState('succeeded')], refundedFen: 2 * all, overRefundedFen: all, refundableFen: 0 }, '多退款', ''],
    ['paid after the close, its refund abandoned', { timeline: [{ at: now, type: 'closed' }] },     '付款晚于关闭', 'refund'],
    ['all went back',            { refunds: [inState('succeeded')], refundedFen: all, refundableFen: 0 }, '已全额退款', ''],
    ['handed over and all back', { collectedAt: now, refunds: [inState('succeeded')], refundedFen: all, refundableFen: 0 }, '已全额退款', ''],
    ['REFUNDCLOSE: all is here', { refunds: [inState('closed')] },                                  '待取货',     'collect refund'],
    ['a refund was given up',    { refunds: [inState('abandoned')] },                                '待取货',     'collect refund'],
    ['all is given back by hand', { refunds: [inState('settled-manually')], refundedFen: all, refundableFen: 0 }, '已全额退款', ''],
    ['closed, other money came', { state: 'closed', closedBy: 'mismatch', refundableFen: 0 },       '已关闭',     ''],
  ])('%s: %3$s', (_what, changes, text, actions) => {
    const view = viewShopOrderDetail(makeShopOrder(changes), now)
    expect(view.status.text).toBe(text)
    expect(Object.entries(view.actions).flatMap(([name, may]) => (may ? [name] : [])).join(' ')).toBe(actions)
    expect(viewShopOrderRow(makeShopOrder(changes), now).text).toBe(text)
  })

  test.each<[state: ShopOrderView['state'], closedBy: ShopOrderView['closedBy'], hint: string]>([
    ['closing', 'buyer', '买家已取消，等待微信支付确认'],
    ['closing', 'expiry', '超时未付，等待微信支付确认'],
    ['closed', 'buyer', '买家取消'],
    ['closed', 'expiry', '超时未付'],
    ['closed', 'mismatch', '付款与订单不符，款项见下方的退款'],
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
      notice: '1 笔退款待处理',
    })
  })

  test.each<[states: ShopRefundView['state'][], notice: string]>([
    [[], ''],
    [['waiting', 'waiting', 'succeeded'], '2 笔退款待处理'],
    [['refused', 'abnormal', 'closed', 'returned-to-merchant', 'rejected'], '4 笔退款未成功'],
    [['refunded-twice'], '1 笔退款重复'],
    [['abandoned', 'settled-manually'], ''],
    [['waiting', 'refused'], '1 笔退款待处理，1 笔退款未成功'],
  ])('refunds %j: its row says %j', (states, notice) => {
    const refunds = states.map((state) => inState(state, 1))
    expect(viewShopOrderRow(makeShopOrder({ refunds }), now).notice).toBe(notice)
  })

  test.each([
    [[true], '1 笔退款待他人复核'],
    [[false, null], '2 笔退款待处理'],
    [[true, false, true], '1 笔退款待处理，2 笔退款待他人复核'],
  ])('refunds that need two merchants, first agreed to by me %j: its row says %j', (agreed, notice) => {
    const refunds = agreed.map((isMine) =>
      makeRefund({ firstApproval: isMine === null ? null : { by: 'oTes…0002', at: now, isMine } }),
    )
    expect(viewShopOrderRow(makeShopOrder({ refunds }), now).notice).toBe(notice)
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
  test.each<[state: ShopRefundView['state'], text: string, actions: string]>([
    ['waiting',              '待处理',         'reject 同意退款'],
    ['withdrawn',            '买家已撤回',     ''],
    ['rejected',             '已拒绝',         ''],
    ['approved',             '正在提交',       ''],
    ['refused',              '微信支付未受理', ''],
    ['processing',           '退款中',         ''],
    ['succeeded',            '已退款',         ''],
    ['returned-to-merchant', '已退回商户账户', ''],
    ['abnormal',             '退款异常',       ''],
    ['closed',               '退款已关闭',     ''],
    ['abandoned',            '已放弃',         ''],
    ['settled-manually',     '已线下退款',     ''],
    ['refunded-twice',       '重复退款',       ''],
  ])('%s: %s', (state, text, actions) => {
    const refund = makeRefund({ state })
    const view = viewRefundDetail(refund, now)
    expect(view.status.text).toBe(text)
    expect(offered(view.actions)).toBe(actions)
  })

  // biome-ignore format: one row is one merchant's look
  test.each<[state: ShopRefundView['state'], isMine: boolean, text: string, actions: string, outcome: string]>([
    ['waiting',    true,  '待复核',         'reject',          '已提交，待另一位商家复核'],
    ['waiting',    false, '待复核',         'reject 复核同意', '已提交，待另一位商家复核'],
    ['rejected',   true,  '已拒绝',         '',                '已拒绝'],
    ['processing', true,  '退款中',         '',                '退款中'],
    ['refused',    true,  '微信支付未受理', '',                '微信支付未受理'],
  ])('%s, first agreed to by me %j: %s', (state, isMine, text, actions, outcome) => {
    const refund = makeRefund({ state, firstApproval: { by: 'oTes…0002', at: now, isMine } })
    const view = viewRefundDetail(refund, now)
    expect(view.status.text).toBe(text)
    expect(offered(view.actions)).toBe(actions)
    expect(outcomeOf(refund)).toBe(outcome)
  })

  test('what WeChat Pay said stands as its answer, and only there', () => {
    const refusal = said('NOTENOUGH', '基本账户余额不足')
    const view = viewRefundDetail(makeRefund({ state: 'refused', decidedAt: now, refusal }), now)
    expect(view.gateway).toEqual([
      { label: '未受理原因', text: '商户账户余额不足，请充值后重新提交' },
      { label: '错误代码', text: 'NOTENOUGH' },
    ])
    expect(JSON.stringify({ ...view, gateway: [] })).not.toContain('NOTENOUGH')
  })

  test('who asked, who decided when, and where the money went', () => {
    const settled = { decidedAt: now, gatewayRefundId: '5000', receivedBy: '支付用户零钱', settledAt: now + 60_000 }
    const view = viewRefundDetail(makeRefund({ state: 'succeeded', ...settled }), now)
    expect(told(view.request)).toEqual([
      '发起方 买家申请',
      '退款原因 不想要了',
      '发起时间 11月23日 21:05',
      '同意时间 11月23日 21:05',
      '退款单号 WM1R1',
    ])
    expect(told(view.gateway)).toEqual(['退回账户 支付用户零钱', '到账时间 11月23日 21:06', '微信退款号 5000'])
  })

  const firstApproval = { by: 'oTes…0002', at: now, isMine: false }

  test('money that did not get there has reached no account', () => {
    const view = viewRefundDetail(makeRefund({ state: 'abnormal', receivedBy: '支付用户零钱' }), now)
    expect(view.gateway).toEqual([])
  })

  test.each([
    [{ state: 'rejected', decidedAt: now, rejection: '已使用' } as const, ['拒绝时间', '拒绝原因']],
    [{ state: 'withdrawn', decidedAt: now } as const, ['撤回时间']],
    [{ state: 'processing', decidedAt: now } as const, ['同意时间']],
    [{ state: 'processing', decidedAt: now, requestedBy: 'merchant' } as const, []],
    [{ state: 'waiting' } as const, []],
    [{ state: 'waiting', firstApproval } as const, ['初审商家', '初审时间']],
    [{ state: 'processing', decidedAt: now, firstApproval } as const, ['初审商家', '初审时间', '复核时间']],
    [
      { state: 'rejected', requestedBy: 'merchant', decidedAt: now, firstApproval } as const,
      ['初审商家', '初审时间', '拒绝时间'],
    ],
  ])('%j: %j', (changes, labels) => {
    const [, , , ...decision] = viewRefundDetail(makeRefund(changes), now).request.map(({ label }) => label)
    expect(decision).toEqual([...labels, '退款单号'])
  })

  test('in a list, and on the desk', () => {
    expect(viewRefundRow(makeRefund({ reason: '', requestedBy: 'system' }), now)).toMatchObject({
      reason: '未填写原因',
      time: '系统发起 11月23日 21:05',
    })
    expect(viewRequestRow(requestOf(makeShopOrder({ refunds: [makeRefund()], refundedFen: 500 })), now)).toEqual({
      key: 'WM1R1 0',
      over: false,
      refundId: 'WM1R1',
      outTradeNo: 'WM1',
      amountFen: 1_000,
      totalFen: all,
      refundedFen: 500,
      time: '买家申请 11月23日 21:05',
      reason: '不想要了',
      summary: '龙井茶 共 1 件',
      first: '',
      approve: '同意退款',
      hint: '同意后款项原路退回买家',
      status: '待处理',
      why: '同意后款项原路退回买家',
    })
  })

  test.each<[refund: Partial<ShopRefundView>, status: string, why: string]>([
    [{ state: 'refused', refusal: said('NOTENOUGH', '') }, '微信支付未受理', '商户账户余额不足，请充值后重新提交'],
    [{ state: 'closed' }, '退款已关闭', '微信支付关闭了这笔退款，款项没有退出'],
  ])('on the desk as a task: %j', (changes, status, why) => {
    const refunds = [makeRefund(changes)]
    expect(viewRequestRow(requestOf(makeShopOrder({ refunds })), now)).toMatchObject({ status, why })
  })

  test('on the desk as more refunded than paid: the order’s task, with the amount that is too much', () => {
    const request = {
      ...requestOf(makeShopOrder({ refunds: [makeRefund({ state: 'succeeded' })] })),
      overRefundedFen: 300,
    }
    expect(viewRequestRow(request, now)).toMatchObject({
      ...{ key: 'WM1R1 300', over: true, amountFen: 300, status: '多退款' },
      why: '退给买家的钱多于实付，请与买家核对后登记处理',
    })
  })

  test('the account that money went to is told, the merchant’s own too', () => {
    const returned = makeRefund({ state: 'returned-to-merchant', receivedBy: '商户基本账户' })
    expect(viewRefundDetail(returned, now).gateway).toEqual([{ label: '退回账户', text: '商户基本账户' }])
  })

  test('who ended it otherwise, when and how', () => {
    const ended = { by: 'oTes…0002', at: now, note: '银行转账，尾号 0403' }
    const { request } = viewRefundDetail(makeRefund({ state: 'settled-manually', ended }), now)
    expect(told(request)).toEqual(
      expect.arrayContaining(['结束商家 oTes…0002', '结束时间 11月23日 21:05', '处理说明 银行转账，尾号 0403']),
    )
  })

  test.each([
    [true, '', '等待另一位商家复核'],
    [false, '复核同意', '另一位商家已初审，复核同意后款项原路退回买家'],
  ])('on the desk, first agreed to by me %j', (isMine, approve, hint) => {
    const refunds = [makeRefund({ firstApproval: { ...firstApproval, isMine } })]
    const first = 'oTes…0002 11月23日 21:05'
    expect(viewRequestRow(requestOf(makeShopOrder({ refunds })), now)).toMatchObject({ first, approve, hint })
  })
})
