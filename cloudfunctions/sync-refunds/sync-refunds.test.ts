import { fen, limits, type Order, type RefundState, recordPayment, startRefund } from '@stack/order'
import type { Services } from '@stack/shop'
import { agreed, memoryServices, merchant, noon, orders, paymentOf, refundAnswer, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { syncRefunds } from './sync-refunds.ts'

const gatewayRefundId = '50000000002026011500000000001'
const gateway: Partial<Services['gateway']> = {
  refund: async () => ({ kind: 'accepted', gatewayRefundId }),
  queryRefund: async () => refundAnswer('succeeded', { settledAt: now }),
}
const now = noon + 900_000
const hour = 3_600_000

const states = (services: ReturnType<typeof memoryServices>) =>
  services.store.stored.get(orders.paid._id)?.refunds.map(({ state }) => state)

test.each<[from: RefundState, asked: string[], to: RefundState]>([
  ['approved', ['refund'], 'processing'],
  ['processing', ['queryRefund'], 'succeeded'],
  ['waiting', [], 'waiting'],
  ['refused', [], 'refused'],
  ['abnormal', [], 'abnormal'],
])('a refund that is %s: %j, then %s', async (from, asked, to) => {
  const services = memoryServices({ now, orders: [refundIn(from)], gateway })
  await syncRefunds(services, now + 58_000)
  expect(services.gateway.asked).toStrictEqual(asked)
  expect(states(services)).toStrictEqual([to])
})

test.each<[from: RefundState, afterMs: number, asked: string[], to: RefundState]>([
  ['abnormal', hour - 1, [], 'abnormal'],
  ['abnormal', hour, ['queryRefund'], 'succeeded'],
  ['settled-manually', hour, [], 'settled-manually'],
  ['closed', hour, [], 'closed'],
])('%s, %d ms after it: %j, then %s', async (from, afterMs, asked, to) => {
  const at = noon + 660_000 + afterMs
  const services = memoryServices({ now: at, orders: [refundIn(from)], gateway })
  await syncRefunds(services, at + 58_000)
  expect(services.gateway.asked).toStrictEqual(asked)
  expect(states(services)).toStrictEqual([to])
})

test('several refunds of one order, each from the order as the one before left it', async () => {
  const wish = { requestId: 'refund-2', amountFen: fen(500), reason: '', by: merchant }
  const two: Order = { ...agreed(startRefund(refundIn('processing'), wish, now)), nextCheckAt: now }
  const services = memoryServices({ now, orders: [two], gateway })
  expect(await syncRefunds(services, now + 58_000)).toStrictEqual({ done: 1, failed: 0 })
  expect(states(services)).toStrictEqual(['succeeded', 'processing'])
})

test('money that came after the close goes back by itself', async () => {
  const late = agreed(recordPayment(orders.closed, paymentOf(orders.closed), noon))
  const services = memoryServices({ now: noon + limits.recheckDelayMs, orders: [late], gateway })
  await syncRefunds(services, noon + limits.recheckDelayMs + 58_000)
  expect(states(services)).toStrictEqual(['processing'])
})
