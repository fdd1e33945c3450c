import type { Order, RefundState } from '@stack/order'
import { buyer, memoryServices, merchant, noon, orders, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { rejectRefund } from './reject-refund.ts'

const now = noon + 900_000
const outTradeNo = orders.paid._id
const refundId = `${outTradeNo}R1`
const reason = '已发货'
const shop = (order: Order) => memoryServices({ now, orders: [order], merchants: [merchant] })
const call = (openid = merchant, given: Partial<{ outTradeNo: string; refundId: string }> = {}) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: now + 8_000,
  data: { outTradeNo, refundId, reason, ...given },
})

test.each<[from: RefundState, answer: object]>([
  ['waiting', { ok: true, refund: { state: 'rejected', rejection: reason, decidedAt: now } }],
  ['rejected', { ok: true, refund: { state: 'rejected' } }],
  ['approved', { ok: false, refused: 'already_approved' }],
  ['withdrawn', { ok: false, refused: 'already_withdrawn' }],
  ['succeeded', { ok: false, refused: 'already_settled' }],
])('a request that is %s: %j', async (from, answer) => {
  expect(await rejectRefund(shop(refundIn(from)), call())).toMatchObject(answer)
})

test.each<[what: string, given: ReturnType<typeof call>, refused: string]>([
  ['the buyer', call(buyer), 'not_a_merchant'],
  ['the buyer, of a number that nobody has', call(buyer, { outTradeNo: 'WM0NOTHERE' }), 'not_a_merchant'],
  ['a merchant, of a number that nobody has', call(merchant, { outTradeNo: 'WM0NOTHERE' }), 'not_found'],
  [
    'a merchant, of a refund that nobody asked for',
    call(merchant, { refundId: `${outTradeNo}R9` }),
    'refund_not_found',
  ],
])('%s is refused', async (_what, given, refused) => {
  const order = refundIn('waiting')
  const services = shop(order)
  expect(await rejectRefund(services, given)).toStrictEqual({ ok: false, refused })
  expect(services.store.stored.get(outTradeNo)).toBe(order)
})
