import { fen, type Order, type RefundState } from '@stack/order'
import type { Services } from '@stack/shop'
import { memoryServices, noon, orders, refundAnswer, refundIn } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { refundNotify } from './refund-notify.ts'

type Gateway = Services['gateway']
type Asked = Awaited<ReturnType<Gateway['queryRefund']>>

const now = noon + 900_000
const deadline = now + 2_000
const gatewayRefundId = '50000000002026011500000000001'
const hint = { outTradeNo: 'WM0SAMPLE1', refundId: 'WM0SAMPLE1R1', gatewayRefundId, amountFen: fen(1000) }
const settled = refundAnswer('succeeded', { settledAt: now, receivedBy: '支付用户零钱' })
const open: Asked = { kind: 'open', code: 'READ_TIMEOUT' }

function shop(order: Order, queryRefund: Gateway['queryRefund'], given: Partial<typeof hint> = {}) {
  const readRefundNotify: Gateway['readRefundNotify'] = () => ({ ok: true, ...hint, ...given })
  return memoryServices({ now, orders: [order], gateway: { readRefundNotify, queryRefund } })
}
const refundOf = (services: ReturnType<typeof shop>) => services.store.stored.get(hint.outTradeNo)?.refunds[0]?.state
const fail = { done: false, reason: '退款状态待确认' }
const success = { done: true }

describe('a refund that a timer looks at: the hint is durable, so SUCCESS whatever the query says', () => {
  test.each<[from: RefundState, answer: Asked, store: RefundState]>([
    ['processing', settled, 'succeeded'],
    ['processing', refundAnswer('closed'), 'closed'],
    ['processing', refundAnswer('processing'), 'processing'],
    ['processing', open, 'processing'],
    ['processing', { kind: 'refused', code: 'NOAUTH', message: 'no' }, 'processing'],
    ['processing', { kind: 'refund_not_found' }, 'processing'],
    ['approved', settled, 'succeeded'],
    ['approved', open, 'approved'],
    ['abnormal', settled, 'succeeded'],
    ['abnormal', refundAnswer('returned-to-merchant'), 'returned-to-merchant'],
    ['abnormal', refundAnswer('processing'), 'processing'],
    ['abnormal', refundAnswer('abnormal'), 'abnormal'],
    ['abnormal', open, 'abnormal'],
  ])('%s, %j: %s', async (from, answer, store) => {
    const services = shop(refundIn(from), async () => answer)
    expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual(success)
    expect(refundOf(services)).toBe(store)
  })

  test('the timer is to look at once, before anything is asked', async () => {
    const services = shop(refundIn('processing'), async (refundId, until) => {
      expect(services.store.stored.get(hint.outTradeNo)?.nextCheckAt).toBe(now)
      expect([refundId, until]).toStrictEqual([hint.refundId, deadline])
      return settled
    })
    await refundNotify(services, '<xml/>', deadline)
    expect(services.gateway.asked).toStrictEqual(['readRefundNotify', 'queryRefund'])
  })

  test('a query that throws is told, and still SUCCESS', async () => {
    const services = shop(refundIn('processing'), () => Promise.reject(new Error('the database is away')))
    expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual(success)
    expect(services.logged.at(-1)).toMatchObject({ level: 'warn', fields: { refundId: hint.refundId } })
  })
})

describe('one that no timer follows: the answer must come now, or the notification again', () => {
  test.each<[from: RefundState, answer: Asked, store: RefundState, outcome: object]>([
    ['refused', settled, 'succeeded', success],
    ['refused', open, 'refused', fail],
    ['closed', settled, 'succeeded', success],
    ['closed', refundAnswer('returned-to-merchant'), 'returned-to-merchant', success],
    ['closed', refundAnswer('closed'), 'closed', success],
    ['closed', open, 'closed', fail],
    ['abandoned', settled, 'succeeded', success],
    ['abandoned', open, 'abandoned', fail],
    ['returned-to-merchant', open, 'returned-to-merchant', fail],
    ['settled-manually', settled, 'refunded-twice', success],
    ['settled-manually', open, 'settled-manually', fail],
  ])('%s, %j: %s, %j', async (from, answer, store, outcome) => {
    const services = shop(refundIn(from), async () => answer)
    expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual(outcome)
    expect(refundOf(services)).toBe(store)
  })

  test('a query that throws', async () => {
    const services = shop(refundIn('refused'), () => Promise.reject(new Error('the database is away')))
    expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual(fail)
  })
})

test.each<[state: RefundState]>([['succeeded'], ['refunded-twice']])(
  '%s already: SUCCESS, and nothing is asked',
  async (state) => {
    const order = refundIn(state)
    const services = shop(order, async () => settled)
    expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual(success)
    expect(services.store.stored.get(order._id)).toBe(order)
    expect(services.gateway.asked).toStrictEqual(['readRefundNotify'])
  },
)

const missing = { kind: 'refund-missing-locally', localFen: null, isRepairable: true }
const unsent = { kind: 'refund-state', localFen: 1000, isRepairable: true }
test.each<[what: string, order: Order, given: Partial<typeof hint>, kept: object]>([
  ['an order that is not ours', orders.paid, { outTradeNo: 'WM0NOTHERE' }, { ...missing, isRepairable: false }],
  ['a refund that is not in the order', orders.paid, {}, missing],
  ['a refund that was never sent: waiting', refundIn('waiting'), {}, unsent],
  ['withdrawn', refundIn('withdrawn'), {}, unsent],
  ['rejected', refundIn('rejected'), {}, unsent],
])('%s: kept for the merchant once, then SUCCESS', async (_what, order, given, kept) => {
  const services = shop(order, async () => settled, given)
  for (let time = 0; time < 2; time += 1) {
    expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual(success)
  }
  const outTradeNo = given.outTradeNo ?? hint.outTradeNo
  const about = { outTradeNo, refundId: hint.refundId, transactionId: null, billDate: null, gatewayFen: 1000 }
  expect([...services.store.discrepancies.stored.values()]).toMatchObject([{ ...about, ...kept, foundAt: now }])
  expect(services.gateway.asked).toStrictEqual(['readRefundNotify', 'readRefundNotify'])
  expect(services.store.stored.get(order._id)).toBe(order)
})

test('what cannot be decrypted is FAIL and touches nothing', async () => {
  const order = refundIn('processing')
  const readRefundNotify: Gateway['readRefundNotify'] = () => ({
    ok: false,
    refused: 'undecryptable',
    detail: 'no',
    failText: '解密失败',
  })
  const services = memoryServices({ now, orders: [order], gateway: { readRefundNotify } })
  expect(await refundNotify(services, '<xml/>', deadline)).toStrictEqual({ done: false, reason: '解密失败' })
  expect(services.store.stored.get(order._id)).toBe(order)
})

test('a hint that cannot be stored is thrown: WeChat must come again', async () => {
  const services = shop(refundIn('processing'), async () => settled)
  services.store.change = () => Promise.reject(new Error('the database is away'))
  await expect(refundNotify(services, '<xml/>', deadline)).rejects.toThrow('the database is away')
})
