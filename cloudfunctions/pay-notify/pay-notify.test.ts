import type { Services, UnreadablePayment } from '@stack/shop'
import { memoryServices, noon, orders, paymentOf } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { payNotify } from './pay-notify.ts'

const now = noon + 180_000
const deadline = now + 2_000
const { reportedBy: _, ...payment } = paymentOf(orders.prepaid)
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
const state = ({ store }: ReturnType<typeof shop>) => store.stored.get(orders.prepaid._id)?.state

test('a verified payment is booked, then acknowledged; the gateway is not asked', async () => {
  const services = shop()
  expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: true })
  expect(state(services)).toBe('paid')
  expect(services.gateway.asked).toStrictEqual(['readPayNotify'])
  expect(services.store.stored.get(orders.prepaid._id)?.history.at(-1)).toMatchObject({ reportedBy: 'notification' })
})

test.each([2, 20])('%d times is once', async (times) => {
  const services = shop()
  for (let time = 0; time < times; time += 1) {
    expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: true })
  }
  expect(services.store.stored.get(orders.prepaid._id)?.history.filter(({ type }) => type === 'paid')).toHaveLength(1)
})

test('another amount: booked to be given back, then acknowledged', async () => {
  const services = shop(tooLittle)
  expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: true })
  expect(services.store.stored.get(orders.prepaid._id)).toMatchObject({
    state: 'closed',
    payment: null,
    extraPayments: [tooLittle],
    refunds: [{ state: 'waiting', amountFen: 1980 }],
  })
})

test('no such order: kept for the merchant, then acknowledged', async () => {
  const services = shop({}, 'WM0NOTHERE')
  expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: true })
  expect(state(services)).toBe('unpaid')
  expect([...services.store.discrepancies.stored.keys()]).toStrictEqual([
    `payment-missing-locally-${payment.transactionId}`,
  ])
})

test('a forged one is FAIL and writes nothing', async () => {
  const readPayNotify: Services['gateway']['readPayNotify'] = () => ({
    ok: false,
    refused: 'bad_sign',
    detail: 'no',
    failText: '签名错误',
  })
  const services = memoryServices({ now, orders: [orders.prepaid], gateway: { readPayNotify } })
  expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: false, reason: '签名错误' })
  expect(services.store.stored.get(orders.prepaid._id)).toBe(orders.prepaid)
  expect(services.store.discrepancies.stored.size).toBe(0)
  expect(services.logged).toMatchObject([{ level: 'warn', fields: { refused: 'bad_sign' } }])
})

describe('a payment that WeChat signed, but that cannot be read as fen', () => {
  const { transactionId } = payment
  const outTradeNo = orders.prepaid._id
  const reported = { total_fee: '1000', fee_type: 'USD' }
  const unreadable = { outTradeNo, transactionId, problem: 'fee_type is USD', reported }
  const discrepancyId = `payment-unreadable-${transactionId}`
  type Answer = Awaited<ReturnType<Services['gateway']['queryOrder']>>

  function shopTold(answer: () => Promise<Answer>, told: UnreadablePayment = unreadable, order = orders.prepaid) {
    const readPayNotify: Services['gateway']['readPayNotify'] = () => ({
      ...{ ok: false, refused: 'bad_field', detail: 'fee_type is USD', failText: '字段错误', unreadable: told },
    })
    return memoryServices({ now, orders: [order], gateway: { readPayNotify, queryOrder: answer } })
  }
  const twice = async (services: ReturnType<typeof shopTold>) => {
    expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: true })
    expect(await payNotify(services, '<xml/>', deadline)).toStrictEqual({ done: true })
    return [...services.store.discrepancies.stored.values()]
  }

  test('is a task for the merchant, and acknowledged; orderquery finds it unreadable too: the order ends', async () => {
    const services = shopTold(async () => ({ kind: 'unreadable', ...unreadable }))
    expect(await twice(services)).toMatchObject([
      {
        _id: discrepancyId,
        state: 'open',
        outTradeNo,
        transactionId,
        localFen: null,
        gatewayFen: null,
        isRepairable: true,
        reported,
      },
    ])
    expect(services.store.stored.get(outTradeNo)).toMatchObject({
      state: 'closed',
      closedBy: 'mismatch',
      payment: null,
    })
  })

  test('orderquery can read it: booked as always, and the task is over', async () => {
    const services = shopTold(async () => ({ kind: 'paid', payment }))
    expect(await twice(services)).toMatchObject([{ _id: discrepancyId, state: 'resolved', resolution: 'repaired' }])
    expect(state(services)).toBe('paid')
  })

  test.each<[what: string, answer: () => Promise<Answer>]>([
    ['is left open', async () => ({ kind: 'open', code: 'READ_TIMEOUT' })],
    ['throws', () => Promise.reject(new Error('the database is away'))],
  ])('orderquery %s: acknowledged all the same, and a timer asks at once', async (_what, answer) => {
    const services = shopTold(answer)
    expect(await twice(services)).toMatchObject([{ _id: discrepancyId, state: 'open' }])
    expect(services.store.stored.get(outTradeNo)).toMatchObject({ state: 'unpaid', nextCheckAt: now })
    expect(services.gateway.asked).toStrictEqual(['readPayNotify', 'queryOrder', 'readPayNotify'])
  })

  test('of an order that is paid already changes nothing of it', async () => {
    const services = shopTold(
      async () => ({ kind: 'paid', payment }),
      { ...unreadable, transactionId: '42009' },
      orders.paid,
    )
    expect(await twice(services)).toMatchObject([{ _id: 'payment-unreadable-42009', state: 'open' }])
    expect(services.store.stored.get(outTradeNo)).toMatchObject(orders.paid)
  })

  test.each<[what: string, told: Partial<UnreadablePayment>]>([
    ['of no order of ours', { outTradeNo: 'WM0NOTHERE' }],
    ['without a number that can be read', { outTradeNo: null, transactionId: null }],
  ])('%s: kept once, and nothing is asked', async (_what, told) => {
    const services = shopTold(async () => ({ kind: 'unpaid' }), { ...unreadable, ...told })
    expect(await twice(services)).toMatchObject([{ kind: 'payment-unreadable', state: 'open', isRepairable: false }])
    expect(services.gateway.asked).toStrictEqual(['readPayNotify', 'readPayNotify'])
  })

  test('that cannot be stored is thrown: WeChat must come again', async () => {
    const services = shopTold(async () => ({ kind: 'unpaid' }))
    services.store.discrepancies.keep = () => Promise.reject(new Error('the database is away'))
    await expect(payNotify(services, '<xml/>', deadline)).rejects.toThrow('the database is away')
  })
})
