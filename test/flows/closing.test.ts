import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedPayNotify } from 'wxpay-core/testing'
import { granted, makeOrder, openStackBooks, prepay, type ShopStore } from '../helpers/orders.ts'
import { openidOf, openShop, type Shop } from '../helpers/shop.ts'
import { acknowledged, type DeadEndpoint, notify, notifyWay, openDeadEndpoint } from '../helpers/wire.ts'

const secondMs = 1_000
const minuteMs = 60_000
/** Longer than a unified order can be under way: its deadline of 8 s and 5 s for one given up on the wire. */
const callOverMs = 14 * secondMs

let shop: Shop
let store: ShopStore
let deadEndpoint: DeadEndpoint

beforeAll(async () => {
  deadEndpoint = await openDeadEndpoint()
  shop = await openShop()
  store = openStackBooks(shop.stack)
})
afterAll(() => deadEndpoint.close())

const advance = (ms: number) => shop.stack.clock.advance(ms)
const cups = () => store.stock('cup-celadon')

/** The order's state at the gateway; undefined when it never heard of it. */
async function gatewayState(outTradeNo: string): Promise<string | undefined> {
  const orders = await shop.gateway<{ outTradeNo: string; tradeState: string }[]>('/orders')
  return orders.find((order) => order.outTradeNo === outTradeNo)?.tradeState
}

describe('a buyer cancels', () => {
  test('before any unified order: closed at once, the gateway never hears of it, stock comes back once', async () => {
    const before = await cups()
    const buyer = shop.phone('Early')
    const outTradeNo = await makeOrder(buyer, [{ productId: 'cup-celadon', quantity: 3 }])
    expect(await cups()).toBe(before - 3)
    const answer = await buyer.call('cancel-order', { outTradeNo })
    expect(answer).toMatchObject({ ok: true, order: { state: 'closed', closedBy: 'buyer' } })
    expect(await gatewayState(outTradeNo)).toBeUndefined()
    expect(await cups()).toBe(before)
    expect(await buyer.call('cancel-order', { outTradeNo })).toEqual(answer)
    expect(await cups()).toBe(before)
    expect(await store.history(outTradeNo)).toEqual(['created', 'closing', 'closed'])
    expect(await buyer.call('unified-order', { outTradeNo })).toEqual({ ok: false, refused: 'order_closed' })
  })

  test('after the unified order: closed at WeChat, then here; the old parameters pay nothing any more', async () => {
    const before = await cups()
    const buyer = shop.phone('After')
    const outTradeNo = await makeOrder(buyer)
    const payment = await prepay(buyer, outTradeNo)
    await advance(callOverMs)
    expect(await gatewayState(outTradeNo)).toBe('NOTPAY')
    expect(await buyer.call('cancel-order', { outTradeNo })).toMatchObject({
      ok: true,
      order: { state: 'closed', closedBy: 'buyer' },
    })
    expect(await gatewayState(outTradeNo)).toBe('CLOSED')
    expect(await cups()).toBe(before)
    expect((await buyer.cashier(payment)).errMsg).toBe('requestPayment:fail (订单已关闭)')
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'closed', payment: null, nextCheckAt: null })
  })

  test('while a unified order may be under way: WeChat’s “closed” is not believed, the timer asks again after it', async () => {
    const before = await cups()
    const buyer = shop.phone('UnderWay')
    const outTradeNo = await makeOrder(buyer)
    await prepay(buyer, outTradeNo)
    const { inFlightUntil = 0 } = (await store.order(outTradeNo)).prepay ?? {}
    expect(await buyer.call('cancel-order', { outTradeNo })).toMatchObject({ ok: true, order: { state: 'closing' } })
    expect(await gatewayState(outTradeNo)).toBe('CLOSED')
    expect(await cups()).toBe(before - 1)
    expect(await buyer.call('unified-order', { outTradeNo })).toEqual({ ok: false, refused: 'order_closing' })
    const { nextCheckAt } = await store.order(outTradeNo)
    expect(nextCheckAt).toBeGreaterThanOrEqual(inFlightUntil)
    await advance(2 * minuteMs)
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'closed', closedBy: 'buyer' })
    expect(await cups()).toBe(before)
    await advance(5 * minuteMs)
    expect(await cups()).toBe(before)
  })

  test('what is paid already, its notification still out: ORDERPAID is asked about, the money is booked', async () => {
    const before = await cups()
    const buyer = shop.phone('PaidFirst')
    const way = notifyWay(shop.stack, deadEndpoint)
    way.cut()
    const outTradeNo = await makeOrder(buyer)
    expect((await buyer.cashier(await prepay(buyer, outTradeNo))).errMsg).toBe('requestPayment:ok')
    expect((await store.order(outTradeNo)).state).toBe('unpaid')
    expect(await buyer.call('cancel-order', { outTradeNo })).toEqual({ ok: false, refused: 'already_paid' })
    way.mend()
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'paid' })
    expect((await store.order(outTradeNo)).history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query' })
    expect(await cups()).toBe(before - 1)
    // The notification that comes after all finds it booked.
    await advance(minuteMs)
    expect(await store.history(outTradeNo)).toEqual(['created', 'prepay-begun', 'prepaid', 'closing', 'paid'])
  })
})

describe('WeChat’s rule that an order under 5 minutes cannot be closed', () => {
  test('leaves it closing until the timer asks again after the 5 minutes', async () => {
    await shop.tell('/settings', { closeMinAgeMs: 5 * minuteMs })
    const before = await cups()
    const buyer = shop.phone('TooYoung')
    const outTradeNo = await makeOrder(buyer)
    await prepay(buyer, outTradeNo)
    await advance(callOverMs)
    expect(await buyer.call('cancel-order', { outTradeNo })).toMatchObject({ ok: true, order: { state: 'closing' } })
    expect(await gatewayState(outTradeNo)).toBe('NOTPAY')
    await advance(2 * minuteMs)
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'closing' })
    expect(await cups()).toBe(before - 1)
    await advance(4 * minuteMs)
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'closed', closedBy: 'buyer' })
    expect(await gatewayState(outTradeNo)).toBe('CLOSED')
    expect(await cups()).toBe(before)
    await shop.tell('/settings', { closeMinAgeMs: 0 })
  })
})

describe('an order expires', () => {
  test('the timer closes it after 30 minutes, whether WeChat knows it or not; its stock comes back once', async () => {
    const before = await cups()
    const buyer = shop.phone('Expires')
    const onlyHere = await makeOrder(buyer)
    const atWeChat = await makeOrder(buyer)
    const payment = await prepay(buyer, atWeChat)
    await advance(29 * minuteMs + 30 * secondMs)
    for (const outTradeNo of [onlyHere, atWeChat]) {
      expect((await store.order(outTradeNo)).state).toBe('unpaid')
      expect(await buyer.call('unified-order', { outTradeNo })).toEqual({ ok: false, refused: 'too_late' })
    }
    await advance(90 * secondMs)
    for (const outTradeNo of [onlyHere, atWeChat]) {
      expect(await store.order(outTradeNo)).toMatchObject({ state: 'closed', closedBy: 'expiry' })
    }
    expect([await gatewayState(onlyHere), await gatewayState(atWeChat)]).toEqual([undefined, 'CLOSED'])
    expect(await cups()).toBe(before)
    expect((await buyer.cashier(payment)).errMsg).toBe('requestPayment:fail (订单已关闭)')
  })

  test('after its time the cashier refuses it, even while WeChat cannot be brought to close it', async () => {
    const buyer = shop.phone('LastSecond')
    const outTradeNo = await makeOrder(buyer)
    const payment = await prepay(buyer, outTradeNo)
    const { expiresAt } = await store.order(outTradeNo)
    await shop.tell('/settings', { closeMinAgeMs: 60 * minuteMs })
    await shop.stack.clock.moveTo(expiresAt + secondMs)
    expect(await gatewayState(outTradeNo)).toBe('NOTPAY')
    expect((await buyer.cashier(payment)).errMsg).toBe(
      'requestPayment:fail (订单已超过商户设置的最晚支付成功时间，请重新发起支付)',
    )
    await shop.tell('/settings', { closeMinAgeMs: 0 })
    await advance(2 * minuteMs)
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'closed', closedBy: 'expiry' })
  })

  test('what was paid and never told is found by the timer at its expiry, not closed', async () => {
    const before = await cups()
    const buyer = shop.phone('NeverTold')
    const way = notifyWay(shop.stack, deadEndpoint)
    way.cut()
    const outTradeNo = await makeOrder(buyer)
    await buyer.cashier(await prepay(buyer, outTradeNo))
    await advance(31 * minuteMs)
    way.mend()
    expect(await store.order(outTradeNo)).toMatchObject({ state: 'paid' })
    expect((await store.order(outTradeNo)).history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query' })
    expect(await cups()).toBe(before - 1)
  })
})

test('money that WeChat reports for a closed order is booked and its refund approved in the same write', async () => {
  const before = await cups()
  const buyer = shop.phone('TooLate')
  const outTradeNo = await makeOrder(buyer)
  granted(await buyer.call('cancel-order', { outTradeNo }))
  const content = { outTradeNo, totalFee: 4500, openid: openidOf('TooLate'), timeEnd: shop.stack.clock.now() }
  const body = signedPayNotify(shop.stack.simulator.merchant, content)
  expect(await notify(shop.stack, '/pay-notify', body)).toBe(acknowledged)
  const order = await store.order(outTradeNo)
  expect(order).toMatchObject({
    state: 'paid',
    refunds: [{ state: 'approved', requestedBy: 'system', amountFen: 4500 }],
  })
  expect(order.history.map(({ type }) => type).slice(-3)).toEqual(['paid', 'refund-requested', 'refund-approved'])
  // Booked or not: what was given back once is not taken again.
  expect(await cups()).toBe(before)
})
