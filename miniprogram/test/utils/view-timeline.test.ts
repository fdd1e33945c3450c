import type { TimelineEntry } from '@stack/contract'
import { expect, test } from 'vitest'
import { type Told, viewTimeline } from '../../utils/view-timeline.ts'
import { makeRefund, noon } from '../helpers/refunds.ts'

const of1 = { refundId: 'WM1R1', amountFen: 2_000 }

/** The sentences of a time line whose entries happened all at noon. */
function told(types: (TimelineEntry['type'] | Omit<TimelineEntry, 'at'>)[], order: Partial<Told> = {}): string[] {
  const timeline = types.map((entry) => ({ at: noon, ...(typeof entry === 'string' ? { type: entry } : entry) }))
  return viewTimeline({ closedBy: null, refunds: [], ...order, timeline }, noon).map(
    ({ text, amountFen, detail, tone }) =>
      [tone, text, amountFen, detail].filter((part) => part !== null && part !== '').join(' '),
  )
}

test('a purchase: what only the machine minds is left out', () => {
  expect(told(['created', 'prepay-begun', 'prepaid', { type: 'paid', amountFen: 12_800 }, 'collected'])).toEqual([
    'over 提交订单',
    'good 支付成功 12800',
    'good 已取货',
  ])
})

test.each([
  ['buyer', '取消订单'],
  ['expiry', '超时未支付'],
  ['mismatch', '付款与订单不符'],
] as const)('closed by %s', (closedBy, text) => {
  expect(told(['created', 'closing', 'closed'], { closedBy })).toEqual([
    'over 提交订单',
    `over ${text}`,
    'over 订单已关闭',
  ])
})

test('a refund that the buyer asked for, refused by the gateway, sent again, and arrived', () => {
  const refunds = [makeRefund({ state: 'succeeded', receivedBy: '支付用户的零钱' })]
  const types = ['requested', 'approved', 'refused', 'approved', 'accepted', 'settled'] as const
  expect(
    told(
      types.map((type) => ({ type: `refund-${type}` as const, ...of1 })),
      { refunds },
    ),
  ).toEqual([
    'wait 申请退款 2000 拍错了',
    'wait 商家同意退款 2000',
    'bad 微信支付暂未受理退款 2000',
    'wait 商家重新提交退款 2000',
    'wait 微信支付已受理退款 2000',
    'good 退款到账 2000 支付用户的零钱',
  ])
})

test.each([
  ['rejected', 'refund-rejected', 'bad 商家拒绝退款 2000 已拆封'],
  ['withdrawn', 'refund-withdrawn', 'over 撤回退款申请 2000'],
  ['abnormal', 'refund-settled', 'bad 退款异常，款项未能退回 2000'],
  ['closed', 'refund-settled', 'bad 退款已关闭，款项没有退回 2000'],
] as const)('a refund that ended %s', (state, type, sentence) => {
  const refunds = [makeRefund({ state, rejection: state === 'rejected' ? '已拆封' : null })]
  expect(told([{ type, ...of1 }], { refunds })).toEqual([sentence])
})

test('a refund that arrived after all: the entry before the last says that it had not', () => {
  const settled = { type: 'refund-settled' as const, ...of1 }
  const refunds = [makeRefund({ state: 'succeeded', receivedBy: '招商银行信用卡0403' })]
  expect(told([settled, settled], { refunds })).toEqual([
    'bad 退款未成功，款项没有退回 2000',
    'good 退款到账 2000 招商银行信用卡0403',
  ])
})

test.each([
  ['merchant', 'wait 商家发起退款 2000 拍错了'],
  ['system', 'wait 系统发起退款 2000 拍错了'],
] as const)('who starts a refund himself (%s) does not agree to it as well', (requestedBy, sentence) => {
  const types = ['refund-requested', 'refund-approved'] as const
  expect(
    told(
      types.map((type) => ({ type, ...of1 })),
      { refunds: [makeRefund({ requestedBy })] },
    ),
  ).toEqual([sentence])
})

test.each([
  ['buyer', 'wait 申请退款 2000 拍错了'],
  ['merchant', 'wait 商家发起退款 2000 拍错了'],
] as const)('two merchants agree to what the %s asked for; sent again, one is enough', (requestedBy, asked) => {
  const types = ['requested', 'first-approved', 'approved', 'refused', 'approved'] as const
  // Another refund's entry in between belongs to neither.
  const timeline = types.flatMap((type) => [
    { type: `refund-${type}` as const, ...of1 },
    { type: 'prepaid' as const, refundId: 'WM1R2' },
  ])
  expect(told(timeline, { refunds: [makeRefund({ requestedBy })] })).toEqual([
    asked,
    'wait 商家已初审，待第二位商家复核 2000',
    'wait 商家复核同意 2000',
    'bad 微信支付暂未受理退款 2000',
    'wait 商家重新提交退款 2000',
  ])
})

test.each([
  ['a second payment', {}, '重复支付'],
  ['money of another amount', { why: 'amount' }, '付款金额与订单不符'],
  ['money of another payer', { why: 'payer' }, '付款人与下单人不符'],
] as const)('%s', (_what, why, text) => {
  expect(told([{ type: 'extra-paid', amountFen: 100, ...why }])).toEqual([`bad ${text} 100`])
})

test('what the shop itself asked for, a merchant agrees to later', () => {
  const timeline = [
    { at: noon, type: 'refund-requested', ...of1 },
    { at: noon + 60_000, type: 'refund-approved', ...of1 },
  ] as const
  const order = { closedBy: null, refunds: [makeRefund({ requestedBy: 'system' })], timeline: [...timeline] }
  expect(viewTimeline(order, noon).map(({ text }) => text)).toEqual(['系统发起退款', '商家同意退款'])
})

test.each([
  ['abandoned', 'refund-abandoned', 'over 商家取消退款 2000'],
  ['settled-manually', 'refund-settled-manually', 'good 商家已线下退款 2000'],
] as const)('a refund that WeChat closed, and a merchant ended: %s', (state, type, sentence) => {
  const entries = [
    { type: 'refund-settled' as const, ...of1 },
    { type, ...of1 },
  ]
  expect(told(entries, { refunds: [makeRefund({ state })] })).toEqual(['bad 退款未成功，款项没有退回 2000', sentence])
})

test('an event that this version does not know is left out', () => {
  expect(told(['created', 'insured' as 'created'])).toEqual(['over 提交订单'])
})

test('rows keep their place in the time line as their key, and tell when', () => {
  const timeline: TimelineEntry[] = [
    { at: noon, type: 'created' },
    { at: noon, type: 'prepaid' },
    { at: noon + 60_000, type: 'paid', amountFen: 1 },
  ]
  const rows = viewTimeline({ closedBy: null, refunds: [], timeline }, noon)
  expect(rows.map(({ key, time }) => [key, time])).toEqual([
    [0, '11月23日 12:00'],
    [2, '11月23日 12:01'],
  ])
})
