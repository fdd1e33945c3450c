import { fen, type Order } from '@stack/order'
import { describe, expect, test } from 'vitest'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { memoryServices, noon, orders, paymentOf } from '../../src/testing.ts'
import { storePayment } from '../../src/use-cases/store-payment.ts'
import { syncPayment } from '../../src/use-cases/sync-payment.ts'
import { inBooks } from '../helpers/flows.ts'

const now = noon + 180_000
const payment = paymentOf(orders.prepaid)
const { transactionId } = payment

describe('storePayment', () => {
  test.each<[order: keyof typeof orders, store: string]>([
    ['unpaid', 'paid'],
    ['begun', 'paid'],
    ['prepaid', 'paid'],
    ['closing', 'paid'],
    // The goods may be gone: the money goes back by itself.
    ['closed', 'paid approved'],
    ['paid', 'paid'],
  ])('of an order that is %s: %s', async (name, store) => {
    const services = memoryServices({ now, orders: [orders[name]] })
    expect(await storePayment(services, orders[name]._id, payment)).toMatchObject({ booked: true })
    expect(inBooks(services, orders[name])).toBe(store)
    expect(services.store.discrepancies.stored.size).toBe(0)
  })

  test.each<[what: string, order: Order[], change: Partial<typeof payment>, reason: string, kept: object]>([
    [
      'no such order',
      [],
      {},
      'order_not_found',
      { kind: 'payment-missing-locally', localFen: null, gatewayFen: 4460, isRepairable: false },
    ],
    [
      'a fen less than it said before',
      [orders.paid],
      { totalFen: fen(4459) },
      'amount_mismatch',
      { kind: 'payment-amount', localFen: 4460, gatewayFen: 4459, isRepairable: true },
    ],
    [
      'another payer than it said before',
      [orders.paid],
      { openid: 'oSomebody' },
      'payer_mismatch',
      { kind: 'payment-state', localFen: 4460, gatewayFen: 4460, isRepairable: true },
    ],
  ])('%s: kept for the merchant, once', async (_what, stored, change, reason, kept) => {
    const services = memoryServices({ now, orders: stored })
    const paid = { ...payment, ...change }
    for (let time = 0; time < 2; time += 1) {
      expect(await storePayment(services, orders.prepaid._id, paid)).toStrictEqual({ booked: false, reason })
    }
    const about = { outTradeNo: orders.prepaid._id, transactionId, refundId: null, billDate: null, foundAt: now }
    expect([...services.store.discrepancies.stored.values()]).toMatchObject([{ ...about, ...kept, state: 'open' }])
    expect(services.store.stored.get(orders.prepaid._id)).toBe(stored[0])
    expect(services.logged[0]).toMatchObject({ level: 'error', fields: { reason } })
  })

  test('a second payment is booked beside the first and goes back by itself', async () => {
    const services = memoryServices({ now, orders: [orders.paid] })
    const second = { ...payment, transactionId: '42000002' }
    expect(await storePayment(services, orders.paid._id, second)).toMatchObject({ booked: true })
    expect(inBooks(services, orders.paid)).toBe('paid approved')
    expect(services.store.discrepancies.stored.size).toBe(0)
    expect(services.logged).toMatchObject([{ level: 'error', fields: { transactionId: '42000002' } }])
  })

  test.each<[what: string, change: Partial<typeof payment>]>([
    ['a fen less', { totalFen: fen(4459) }],
    ['another payer', { openid: 'oSomebody' }],
  ])('%s: the order is over, the money waits for a merchant to give it back', async (_what, change) => {
    const services = memoryServices({ now, orders: [orders.prepaid] })
    expect(await storePayment(services, orders.prepaid._id, { ...payment, ...change })).toMatchObject({ booked: true })
    expect(inBooks(services, orders.prepaid)).toBe('closed waiting')
    expect(services.store.discrepancies.stored.size).toBe(0)
    expect(services.logged).toMatchObject([{ level: 'error', fields: { transactionId } }])
  })

  test('again changes nothing and says nothing', async () => {
    const services = memoryServices({ now, orders: [orders.prepaid] })
    await storePayment(services, orders.prepaid._id, payment)
    const once = services.store.stored.get(orders.prepaid._id)
    expect(await storePayment(services, orders.prepaid._id, payment)).toStrictEqual({ booked: true, order: once })
    expect(services.store.stored.get(orders.prepaid._id)).toBe(once)
    expect(services.logged).toHaveLength(1)
  })

  test('what cannot be kept is thrown: WeChat must come again', async () => {
    const services = memoryServices({ now })
    services.store.discrepancies.keep = () => Promise.reject(new Error('the database is away'))
    await expect(storePayment(services, orders.prepaid._id, payment)).rejects.toThrow('the database is away')
  })
})

type Asked = Awaited<ReturnType<Gateway['queryOrder']>>
const { reportedBy: _, ...reported } = payment

describe('syncPayment', () => {
  test.each<[answer: Asked, store: string, logged: string[]]>([
    [{ kind: 'paid', payment: reported }, 'paid', ['info']],
    [{ kind: 'paid', payment: { ...reported, totalFen: fen(1) } }, 'closed', ['error']],
    [{ kind: 'unpaid' }, 'unpaid', []],
    [{ kind: 'closed' }, 'unpaid', []],
    [{ kind: 'order_not_found' }, 'unpaid', []],
    [{ kind: 'open', code: 'READ_TIMEOUT' }, 'unpaid', []],
    [{ kind: 'refused', code: 'NOAUTH', message: 'no' }, 'unpaid', ['error']],
  ])('%j: %s', async (answer, store, logged) => {
    const queryOrder: Gateway['queryOrder'] = async (outTradeNo, deadline) => {
      expect([outTradeNo, deadline]).toStrictEqual([orders.prepaid._id, now + 8_000])
      return answer
    }
    const services = memoryServices({ now, orders: [orders.prepaid], gateway: { queryOrder } })
    const order = await syncPayment(services, orders.prepaid, now + 8_000)
    expect(order.state).toBe(store)
    expect(services.logged.map(({ level }) => level)).toStrictEqual(logged)
    expect(services.gateway.asked).toStrictEqual(['queryOrder'])
  })

  test('the history says that a query told it', async () => {
    const queryOrder = async () => ({ kind: 'paid', payment: reported }) as const
    const services = memoryServices({ now, orders: [orders.prepaid], gateway: { queryOrder } })
    const order = await syncPayment(services, orders.prepaid, now + 8_000)
    expect(order.history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query', transactionId })
  })
})
