import { buyer, memoryServices, merchant, noon, refundIn } from '@stack/function-kit/testing'
import type { RefundState } from '@stack/order'
import { expect, test } from 'vitest'
import { settleRefundManually } from '../src/settle-refund-manually.ts'

const now = noon + 3_600_000
const data = { outTradeNo: 'WM0SAMPLE1', refundId: 'WM0SAMPLE1R1', note: '已用银行转账退回' }

function settle(from: RefundState, openid = merchant, changes: Partial<typeof data> = {}) {
  const services = memoryServices({ now, orders: [refundIn(from)], merchants: [merchant] })
  const call = { openid, clientIp: '203.0.113.7', deadline: now + 8_000, data: { ...data, ...changes } }
  return settleRefundManually(services, call)
}

test.each<RefundState>(['refused', 'abnormal', 'closed', 'settled-manually'])('%s: settled by hand', async (from) => {
  expect(await settle(from)).toMatchObject({ ok: true, refund: { state: 'settled-manually' } })
})

test('the note is kept for merchants', async () => {
  expect(await settle('abnormal')).toMatchObject({ refund: { ended: { at: now, note: '已用银行转账退回' } } })
})

test.each<RefundState>(['waiting', 'withdrawn', 'rejected', 'approved', 'processing', 'succeeded', 'abandoned'])(
  '%s: nothing to settle',
  async (from) => {
    expect(await settle(from)).toStrictEqual({ ok: false, refused: 'not_refused' })
  },
)

// biome-ignore format: one row is one caller
test.each([
  ['its buyer',         buyer,    {},                         'not_a_merchant'],
  ['an unknown order',  merchant, { outTradeNo: 'WM0NONE00' }, 'not_found'],
  ['an unknown refund', merchant, { refundId: 'WM0NOPER9' },   'refund_not_found'],
])('%s: refused', async (_, openid, changes, refused) => {
  expect(await settle('refused', openid, changes)).toStrictEqual({ ok: false, refused })
})
