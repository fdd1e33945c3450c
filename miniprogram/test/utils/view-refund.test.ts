import type { RefundView } from '@stack/contract'
import { expect, expectTypeOf, test } from 'vitest'
import { refundStatuses, viewRefund } from '../../utils/view-refund.ts'
import { makeRefund, noon } from '../helpers/refunds.ts'

const facts = (changes: Partial<RefundView>) =>
  viewRefund(makeRefund(changes), noon).facts.map(({ label, text }) => `${label} ${text}`)

test('every state of a refund needs words to compile', () => {
  expectTypeOf<RefundView['state']>().toExtend<keyof typeof refundStatuses>()
  expectTypeOf<Omit<typeof refundStatuses, 'abnormal'>>().not.toExtend<Record<RefundView['state'], unknown>>()
})

test.each(Object.entries(refundStatuses))('%s is told in Chinese', (state, { text, hint, tone }) => {
  expect(text).toMatch(/^\p{Script=Han}{3,8}$/u)
  expect(hint).not.toMatch(/[A-Za-z]/)
  expect(viewRefund(makeRefund({ state: state as RefundView['state'] }), noon)).toMatchObject({ text, hint, tone })
})

test.each<[string, Partial<RefundView>, string[]]>([
  ['asked for', {}, ['申请时间 11月23日 12:00', '退款原因 拍错了']],
  ['without a reason', { reason: '' }, ['申请时间 11月23日 12:00']],
  ['by the merchant', { requestedBy: 'merchant', reason: '' }, ['商家发起 11月23日 12:00']],
  ['by the shop itself', { requestedBy: 'system', reason: '' }, ['系统发起 11月23日 12:00']],
  [
    'rejected',
    { state: 'rejected', rejection: '已拆封' },
    ['申请时间 11月23日 12:00', '退款原因 拍错了', '拒绝原因 已拆封'],
  ],
  [
    'arrived',
    { state: 'succeeded', settledAt: noon + 60_000, receivedBy: '支付用户的零钱' },
    ['申请时间 11月23日 12:00', '退款原因 拍错了', '到账时间 11月23日 12:01', '退回账户 支付用户的零钱'],
  ],
  // Where money did not arrive no account is named.
  [
    'abnormal',
    { state: 'abnormal', settledAt: noon, receivedBy: '招商银行信用卡0403' },
    ['申请时间 11月23日 12:00', '退款原因 拍错了'],
  ],
])('facts of a refund: %s', (_name, changes, expected) => {
  expect(facts(changes)).toEqual(expected)
})

test('what a merchant started waits for another merchant, and says so', () => {
  const waiting = viewRefund(makeRefund({ requestedBy: 'merchant' }), noon)
  expect(waiting).toMatchObject({ text: '商家复核中', hint: '另一位商家复核后，款项会原路退回', tone: 'wait' })
  const approved = viewRefund(makeRefund({ requestedBy: 'merchant', state: 'approved' }), noon)
  expect(approved).toMatchObject(refundStatuses.approved)
})
