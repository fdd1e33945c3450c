import type { Services } from '@stack/function-kit'
import { memoryServices, noon, orders, paymentOf } from '@stack/function-kit/testing'
import { expect, test } from 'vitest'
import { payNotify } from '../src/pay-notify.ts'

const now = noon + 180_000
const { learnedFrom: _, ...payment } = paymentOf(orders.prepaid)
type Payment = typeof payment
/** 19.80 yuan of 44.60. */
const tooLittle = { totalFen: orders.prepaid.lines[0]?.priceFen ?? orders.prepaid.totalFen }

function shop(change: Partial<Payment> = {}, outTradeNo = orders.prepaid._id) {
  const readPayNotify: Services['gateway']['readPayNotify'] = () => ({
    ok: true,
    outTradeNo,
    payment: { ...payment, ...change },
  })
  return memoryServices({ now, orders: [orders.prepaid], gateway: { readPayNotify } })
}
const state = ({ books }: ReturnType<typeof shop>) => books.stored.get(orders.prepaid._id)?.state

test('a verified payment is booked, then acknowledged; the gateway is not asked', async () => {
  const services = shop()
  expect(await payNotify(services, '<xml/>')).toStrictEqual({ done: true })
  expect(state(services)).toBe('paid')
  expect(services.gateway.asked).toStrictEqual(['readPayNotify'])
  expect(services.books.stored.get(orders.prepaid._id)?.history.at(-1)).toMatchObject({ learnedFrom: 'notification' })
})

test.each([2, 20])('%d times is once', async (times) => {
  const services = shop()
  for (let time = 0; time < times; time += 1) {
    expect(await payNotify(services, '<xml/>')).toStrictEqual({ done: true })
  }
  expect(services.books.stored.get(orders.prepaid._id)?.history.filter(({ type }) => type === 'paid')).toHaveLength(1)
})

test('another amount: booked to be given back, then acknowledged', async () => {
  const services = shop(tooLittle)
  expect(await payNotify(services, '<xml/>')).toStrictEqual({ done: true })
  expect(services.books.stored.get(orders.prepaid._id)).toMatchObject({
    state: 'closed',
    payment: null,
    extraPayments: [tooLittle],
    refunds: [{ state: 'waiting', amountFen: 1980 }],
  })
})

test('no such order: kept for the merchant, then acknowledged', async () => {
  const services = shop({}, 'WM0NOTHERE')
  expect(await payNotify(services, '<xml/>')).toStrictEqual({ done: true })
  expect(state(services)).toBe('unpaid')
  expect([...services.books.differences.stored.keys()]).toStrictEqual([`payment-missing-here-${payment.transactionId}`])
})

test('a forged one is FAIL and writes nothing', async () => {
  const readPayNotify: Services['gateway']['readPayNotify'] = () => ({ ok: false, refused: 'bad_sign', detail: 'no' })
  const services = memoryServices({ now, orders: [orders.prepaid], gateway: { readPayNotify } })
  expect(await payNotify(services, '<xml/>')).toStrictEqual({ done: false, reason: '验签不通过，处理失败' })
  expect(services.books.stored.get(orders.prepaid._id)).toBe(orders.prepaid)
  expect(services.books.differences.stored.size).toBe(0)
  expect(services.logged).toMatchObject([{ level: 'warn', fields: { refused: 'bad_sign' } }])
})
