import type { OrderView } from '@stack/contract'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readWanted } from '../../pages/checkout/read-wanted.ts'
import { buyOnce } from '../../services/buy-once.ts'
import { readCart, writeCart } from '../../services/keep-cart.ts'
import { forgetPurchase, keepPurchase, type Wanted } from '../../services/keep-purchase.ts'
import {
  cashierWord,
  forgetCashier,
  hearOrders,
  type OpenWord,
  rememberCashier,
} from '../../services/remember-cashier.ts'
import { makeOrder, openShop } from '../helpers/shop.ts'

const wanted: Wanted = { lines: [{ productId: 'tea', quantity: 1 }], remark: '' }
const cup: Wanted = { lines: [{ productId: 'cup', quantity: 1 }], remark: '' }

/** A phone of its own in front of a shop in memory. */
function openPhone() {
  const shop = openShop()
  vi.stubGlobal('wx', shop.wx)
  onTestFinished(() => void vi.unstubAllGlobals())
  return shop
}

test('two purchases, one after the other, are two orders', async () => {
  openPhone()
  expect((await buyOnce(wanted)).order?.outTradeNo).toBe('WM1')
  expect((await buyOnce(wanted)).order?.outTradeNo).toBe('WM2')
})

test('the intent ends as soon as the order is known, before it is paid', async () => {
  const shop = openPhone()
  shop.cashier = () => 'requestPayment:fail cancel'
  await buyOnce(wanted)
  await buyOnce(wanted)
  expect([...shop.orders.keys()]).toEqual(['WM1', 'WM2'])
})

test('a lost answer, however often: the same order', async () => {
  const shop = openPhone()
  shop.lost.push('create-order', 'create-order')
  expect(await buyOnce(wanted)).toEqual({ order: null, confirming: false, refused: 'no_answer' })
  await buyOnce(wanted)
  expect((await buyOnce(wanted)).order?.state).toBe('paid')
  expect([...shop.orders.keys()]).toEqual(['WM1'])
  expect(new Set(shop.requestIds).size).toBe(1)
})

test('at once, twice: the same order', async () => {
  const shop = openPhone()
  await Promise.all([buyOnce(wanted), buyOnce(wanted)])
  expect([...shop.orders.keys()]).toEqual(['WM1'])
})

test('a changed content is a new intent; the one before waits for its answer', async () => {
  const shop = openPhone()
  shop.lost.push('create-order', 'create-order')
  await buyOnce(wanted)
  await buyOnce({ ...wanted, remark: '请包好' })
  await buyOnce(wanted)
  const [first, changed, again] = shop.requestIds
  expect(changed).not.toBe(first)
  expect(again).toBe(first)
})

test('a refusal ends the intent', async () => {
  const shop = openPhone()
  shop.handlers['create-order'] = ({ requestId }) => {
    shop.requestIds.push(requestId)
    return { ok: false, refused: 'out_of_stock' }
  }
  await buyOnce(wanted)
  await buyOnce(wanted)
  expect(new Set(shop.requestIds).size).toBe(2)
})

test.each<[minutes: number, same: boolean]>([
  [29, true],
  [30, false],
  [-1, false],
])('asked again %d minutes later: the same order %s', async (minutes, same) => {
  const phone = openPhone().wx as unknown as typeof wx
  const now = 1_700_000_000_000
  const { requestId } = await keepPurchase(wanted, phone, now)
  const later = await keepPurchase(wanted, phone, now + minutes * 60_000)
  expect(later.requestId === requestId).toBe(same)
})

test('the order of the lines is no other content; ending one intent leaves the others', async () => {
  const phone = openPhone().wx as unknown as typeof wx
  const both = { lines: [...wanted.lines, ...cup.lines] }
  const { requestId } = await keepPurchase(both, phone)
  const other = await keepPurchase(cup, phone)
  expect((await keepPurchase({ lines: [...cup.lines, ...wanted.lines] }, phone)).requestId).toBe(requestId)
  forgetPurchase(both, phone)
  expect((await keepPurchase(cup, phone)).requestId).toBe(other.requestId)
  expect((await keepPurchase(both, phone)).requestId).not.toBe(requestId)
})

test('the cart keeps products and quantities', () => {
  const phone = openPhone().wx as unknown as typeof wx
  expect(readCart(phone)).toEqual([])
  writeCart(wanted.lines, phone)
  expect(readCart(phone)).toEqual(wanted.lines)
})

test('what the cashier said is kept until the order says more', () => {
  const phone = openPhone().wx as unknown as typeof wx
  expect(cashierWord('WM1', phone)).toBeNull()
  rememberCashier('WM1', 'ok', phone)
  rememberCashier('WM2', 'failed', phone)
  forgetCashier('WM1', phone)
  expect([cashierWord('WM1', phone), cashierWord('WM2', phone)]).toEqual([null, 'failed'])
})

test.each<[OpenWord, told: OrderView['state'] | null, seconds: number, OpenWord | null]>([
  ['ok', 'unpaid', 1_000, 'ok'],
  ['ok', 'paid', 0, null],
  ['ok', 'closing', 0, null],
  ['failed', 'unpaid', 2.9, 'failed'],
  ['failed', 'unpaid', 3, null],
  ['failed', 'paid', 0, null],
  ['failed', null, 1_000, 'failed'],
])('the cashier said %s, the server tells %s %d s later: %s', (said, state, seconds, word) => {
  const phone = openPhone().wx as unknown as typeof wx
  const now = Date.UTC(2026, 10, 23, 4)
  rememberCashier('WM1', said, phone, now)
  const told = state === null ? makeOrder({ outTradeNo: 'WM2', state: 'paid' }) : makeOrder({ state })
  hearOrders([told], phone, now + seconds * 1_000)
  expect(cashierWord('WM1', phone)).toBe(word)
})

const cart = [
  { productId: 'tea', quantity: 2 },
  { productId: 'cup', quantity: 1 },
]

test.each([
  [{ from: 'cart' }, cart],
  [{ from: 'cart', products: 'cup,moon' }, [cart[1]]],
  [{ from: 'cart', products: '' }, []],
  [{ productId: 'tea', quantity: '3' }, [{ productId: 'tea', quantity: 3 }]],
  [{ productId: 'tea' }, [{ productId: 'tea', quantity: 1 }]],
  [{ productId: 'tea', quantity: '-3' }, [{ productId: 'tea', quantity: 1 }]],
  [{ productId: 'tea', quantity: 'NaN' }, [{ productId: 'tea', quantity: 1 }]],
  [{}, []],
])('checkout?%j wants %j', (query, lines) => {
  expect(readWanted(query, cart)).toEqual(lines)
})
