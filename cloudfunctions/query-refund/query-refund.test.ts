import type { RefundState } from '@stack/order'
import type { Gateway } from '@stack/shop'
import { buyer, memoryServices, merchant, noon, refundAnswer, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { queryRefund } from './query-refund.ts'

type Answer = Awaited<ReturnType<Gateway['queryRefund']>>

const now = noon + 40 * 24 * 3_600_000
const data = { outTradeNo: 'WM0SAMPLE1', refundId: 'WM0SAMPLE1R1' }

function query(from: RefundState, answer: Answer, openid = merchant, changes: Partial<typeof data> = {}) {
  const services = memoryServices({
    ...{ now, orders: [refundIn(from)], merchants: [merchant] },
    gateway: { queryRefund: async () => answer },
  })
  return queryRefund(services, {
    openid,
    clientIp: '203.0.113.7',
    deadline: now + 8_000,
    data: { ...data, ...changes },
  })
}

// biome-ignore format: one row is one answer of WeChat
test.each<[from: RefundState, answer: Answer, outcome: string]>([
  ['abnormal',         refundAnswer('abnormal'),              'abnormal'],
  ['abnormal',         refundAnswer('processing'),            'processing'],
  ['abnormal',         refundAnswer('returned-to-merchant'),  'returned-to-merchant'],
  ['settled-manually', refundAnswer('succeeded'),             'refunded-twice'],
  ['closed',           refundAnswer('succeeded'),             'succeeded'],
  ['refused',          { kind: 'refund_not_found' },            'unknown_at_gateway'],
  ['abnormal',         { kind: 'open', code: 'SYSTEMERROR' }, 'gateway_unreachable'],
  ['abnormal',         { kind: 'refused', code: 'NOAUTH', message: '' }, 'gateway_refused'],
  ['waiting',          { kind: 'refund_not_found' },            'not_approved'],
])('%s, WeChat says %j: %s', async (from, answer, outcome) => {
  const told = await query(from, answer)
  expect(told.ok ? told.refund.state : told.refused).toBe(outcome)
})

test.each([
  ['a buyer', buyer, {}, 'not_a_merchant'],
  ['an unknown order', merchant, { outTradeNo: 'WM0NONE00' }, 'not_found'],
  ['an unknown refund', merchant, { refundId: 'WM0NOPER9' }, 'refund_not_found'],
])('%s: refused', async (_, openid, changes, refused) => {
  expect(await query('abnormal', { kind: 'refund_not_found' }, openid, changes)).toStrictEqual({ ok: false, refused })
})
