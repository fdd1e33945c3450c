import { type Order, recordPayment } from '@stack/order'
import { agreed, buyer, memoryServices, merchant, noon, orders, paymentOf, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { markCollected } from './mark-collected.ts'

const now = noon + 900_000
const shop = (order: Order) => memoryServices({ now, orders: [order], merchants: [merchant] })
const call = (openid = merchant, outTradeNo = orders.paid._id) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: now + 8_000,
  data: { outTradeNo },
})

test.each<[what: string, order: Order]>([
  ['paid', orders.paid],
  ['paid, a part was given back', refundIn('succeeded')],
  ['paid, the buyer asks for a part', refundIn('waiting')],
])('%s: handed over, by whom and when', async (_what, order) => {
  const services = shop(order)
  expect(await markCollected(services, call())).toMatchObject({ ok: true, order: { state: 'paid', collectedAt: now } })
  expect(services.store.stored.get(order._id)).toMatchObject({ collectedAt: now, collectedBy: merchant })
})

test('the same again, of another merchant and later: the order as it is', async () => {
  const another = 'oTestMerchant_00000000000009'
  const services = memoryServices({ now, orders: [orders.paid], merchants: [merchant, another] })
  const first = await markCollected(services, call())
  const again = await markCollected({ ...services, now: () => now + 60_000 }, call(another))
  expect(again).toStrictEqual(first)
})

test.each<[what: string, order: Order, refused: string]>([
  ['unpaid', orders.prepaid, 'not_paid'],
  ['being closed', orders.closing, 'not_paid'],
  ['closed', orders.closed, 'not_paid'],
  ['paid after the close', agreed(recordPayment(orders.closed, paymentOf(orders.closed), noon)), 'fully_refunded'],
])('%s: %3$s', async (_what, order, refused) => {
  const services = shop(order)
  expect(await markCollected(services, call())).toStrictEqual({ ok: false, refused })
  expect(services.store.stored.get(order._id)).toBe(order)
})

test.each<[what: string, given: ReturnType<typeof call>, refused: string]>([
  ['the buyer', call(buyer), 'not_a_merchant'],
  ['the buyer, of a number that nobody has', call(buyer, 'WM0NOTHERE'), 'not_a_merchant'],
  ['a merchant, of a number that nobody has', call(merchant, 'WM0NOTHERE'), 'not_found'],
])('%s: %3$s', async (_what, given, refused) => {
  const services = shop(orders.paid)
  expect(await markCollected(services, given)).toStrictEqual({ ok: false, refused })
  expect(services.store.stored.get(orders.paid._id)).toBe(orders.paid)
})
