import { fen, requestRefund } from '@stack/order'
import { agreed, buyer, memoryServices, merchant, noon, orders, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { listRefundRequests } from './list-refund-requests.ts'

const again = { requestId: 'refund-2', amountFen: fen(500), reason: '少一件', by: buyer }
const all = [
  orders.paid,
  { ...agreed(requestRefund(refundIn('waiting'), again, noon)), _id: 'WM0TWO', createdAt: noon + 1_000 },
  { ...agreed(requestRefund(refundIn('succeeded'), again, noon)), _id: 'WM0MIXED', createdAt: noon + 2_000 },
  { ...refundIn('approved'), _id: 'WM0DECIDED', createdAt: noon + 3_000 },
  { ...refundIn('refused'), _id: 'WM0REFUSED', createdAt: noon + 4_000 },
  { ...refundIn('abnormal'), _id: 'WM0CHANGE', createdAt: noon + 5_000 },
  { ...refundIn('closed'), _id: 'WM0CLOSE', createdAt: noon + 6_000 },
  { ...refundIn('abandoned'), _id: 'WM0OVER', createdAt: noon + 7_000 },
]
const services = memoryServices({ now: noon, orders: all, merchants: [merchant] })
const call = (openid = merchant, kind: 'waiting' | 'task' = 'waiting') => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: noon + 8_000,
  data: { kind, after: undefined, limit: 20 },
})

test('only what waits, with what is needed to decide it', async () => {
  const answer = await listRefundRequests(services, call())
  const of = (outTradeNo: string, refundId: string, amountFen: number, refundedFen: number) => ({
    outTradeNo,
    refund: { refundId, amountFen, state: 'waiting', requestedBy: 'buyer' },
    totalFen: 4460,
    refundedFen,
    lines: [{ productId: 'tea' }, { productId: 'cup' }],
  })
  expect(answer).toMatchObject({
    ok: true,
    requests: [
      of('WM0MIXED', 'WM0SAMPLE1R2', 500, 1000),
      of('WM0TWO', 'WM0SAMPLE1R1', 1000, 0),
      of('WM0TWO', 'WM0SAMPLE1R2', 500, 0),
    ],
    next: null,
  })
})

test('what a merchant has to end, on its own list', async () => {
  expect(await listRefundRequests(services, call(merchant, 'task'))).toMatchObject({
    ok: true,
    requests: [
      { outTradeNo: 'WM0CLOSE', refund: { state: 'closed' } },
      { outTradeNo: 'WM0CHANGE', refund: { state: 'abnormal' } },
      { outTradeNo: 'WM0REFUSED', refund: { state: 'refused', refusal: { code: 'NOTENOUGH' } } },
    ],
    next: null,
  })
})

test('a buyer sees nothing', async () => {
  expect(await listRefundRequests(services, call(buyer))).toStrictEqual({ ok: false, refused: 'not_a_merchant' })
})
