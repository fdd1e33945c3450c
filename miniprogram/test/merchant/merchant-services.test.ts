import { expect, test } from 'vitest'
import { findShopOrder } from '../../merchant/services/find-shop-order.ts'
import { startRefund } from '../../merchant/services/start-refund.ts'
import { callFunction } from '../../services/call-function.ts'
import { makeRefund, makeShopOrder, openMerchantShop } from '../helpers/merchant.ts'

const intent = { outTradeNo: 'WM1', amountFen: 1_000, reason: '少发一件', seen: 0, transactionId: null }

function setUp() {
  const shop = openMerchantShop([makeShopOrder()])
  const stored = new Map<string, unknown>()
  const requestIds: string[] = []
  shop.handlers.refund = (data) => {
    requestIds.push('requestId' in data ? data.requestId : '')
    return { ok: true, refund: makeRefund({ state: 'processing', requestedBy: 'merchant' }) }
  }
  const phone = {
    ...shop.wx,
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void stored.set(key, value),
    removeStorageSync: (key: string) => void stored.delete(key),
  } as unknown as typeof wx
  const call: typeof callFunction = (name, data) => callFunction(name, data, phone.cloud)
  return { shop, stored, requestIds, start: (wanted = intent) => startRefund(wanted, call, phone), call }
}

test('a refund whose answer got lost is the same refund when it is tried again', async () => {
  const { shop, stored, requestIds, start } = setUp()
  shop.lost.push('refund')
  expect(await start()).toMatchObject({ ok: false, refused: 'no_answer' })
  expect(await start()).toMatchObject({ ok: true, refund: { state: 'processing' } })
  expect(requestIds[1]).toBe(requestIds[0])
  expect(stored.size).toBe(0)
})

test.each([
  ['another amount', { ...intent, amountFen: 999 }],
  ['another reason', { ...intent, reason: '破损' }],
  ['one who has seen the refund in the order', { ...intent, seen: 1 }],
])('%s is another refund', async (_what, wanted) => {
  const { shop, requestIds, start } = setUp()
  shop.lost.push('refund')
  await start()
  await start(wanted)
  expect(new Set(requestIds).size).toBe(2)
})

test('an answer ends the intent: the same again is another refund', async () => {
  const { shop, stored, requestIds, start } = setUp()
  await start()
  await start()
  expect(new Set(requestIds).size).toBe(2)
  shop.handlers.refund = () => ({ ok: false, refused: 'over_refundable' })
  expect(await start()).toEqual({ ok: false, refused: 'over_refundable' })
  expect(stored.size).toBe(0)
})

test('findShopOrder finds one order, or says that there is none, or why it cannot tell', async () => {
  const { shop, call } = setUp()
  expect(await findShopOrder('WM1', call)).toMatchObject({ ok: true, order: { outTradeNo: 'WM1' } })
  expect(await findShopOrder('WM2', call)).toEqual({ ok: false, refused: 'not_found' })
  shop.handlers['list-shop-orders'] = () => ({ ok: false, refused: 'not_a_merchant' })
  expect(await findShopOrder('WM1', call)).toEqual({ ok: false, refused: 'not_a_merchant' })
})
