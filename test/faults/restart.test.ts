import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPhone, type Phone, type Stack, startStack, users } from '@stack/local-stack'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyAndPay, granted, makeOrder, openStackBooks, prepay, type ShopStore } from '../helpers/orders.ts'
import { eventually, noon, openidOf } from '../helpers/shop.ts'
import { type DeadEndpoint, notifyWay, openDeadEndpoint } from '../helpers/wire.ts'

// The whole stack is stopped and started again on its data folder, each time in the middle of something.

const dataDir = mkdtempSync(join(tmpdir(), 'wxpay-test-'))
let deadEndpoint: DeadEndpoint
let stack: Stack
let store: ShopStore

async function start(): Promise<void> {
  stack = await startStack({ dataDir, startAtMs: noon })
  store = openStackBooks(stack)
}

/** Stops it; what is started again has other ports, processes and tokens. */
async function restart(): Promise<void> {
  await stack.close()
  await start()
}

beforeAll(async () => {
  deadEndpoint = await openDeadEndpoint()
  await start()
})
afterAll(async () => {
  await stack.close()
  await deadEndpoint.close()
  rmSync(dataDir, { recursive: true, force: true })
})

// Looked up anew: a phone knows the ports of one start.
const buyer = (): Phone => createPhone(stack, openidOf('Buyer'))
const merchant = (): Phone => createPhone(stack, users.merchant)

const isPaid = ({ state }: { state: string }) => state === 'paid'

async function fromGateway<T>(path: string): Promise<T> {
  return (await (await fetch(stack.simulator.controlUrl + path)).json()) as T
}

test('the clock goes on where it was; merchant number, key, certificate and both authorities are the same', async () => {
  await stack.clock.advance(6 * 3_600_000)
  const { clock, simulator } = stack
  const before = { offsetMs: clock.offsetMs(), merchant: simulator.merchant, caFile: stack.emulator.caFile }
  await restart()
  expect(stack.clock.offsetMs()).toBe(before.offsetMs)
  expect(stack.clock.now()).toBeGreaterThanOrEqual(noon + 6 * 3_600_000)
  expect({ merchant: stack.simulator.merchant, caFile: stack.emulator.caFile }).toEqual({
    merchant: before.merchant,
    caFile: before.caFile,
  })
})

test('between unified order and payment: the stored prepay_id is still good, and so are the parameters handed out', async () => {
  const outTradeNo = await makeOrder(buyer())
  const handedOut = await prepay(buyer(), outTradeNo)
  await restart()
  const again = await prepay(buyer(), outTradeNo)
  expect(again.package).toBe(handedOut.package)
  expect(again.nonceStr).not.toBe(handedOut.nonceStr)
  expect(await store.history(outTradeNo)).toEqual(['created', 'prepay-begun', 'prepaid'])
  expect(await buyer().cashier(again, 'inspect')).toMatchObject({ errMsg: 'requestPayment:ok', totalFee: 4500 })
  expect((await buyer().cashier(handedOut)).errMsg).toBe('requestPayment:ok')
  const order = await eventually(() => store.order(outTradeNo), isPaid)
  expect(order.history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'notification', totalFen: 4500 })
})

test('after the payment, its notification undelivered: it is delivered at its time, and the order is paid', async () => {
  notifyWay(stack, deadEndpoint).cut()
  const outTradeNo = await buyAndPay(buyer())
  await restart()
  expect((await store.order(outTradeNo)).state).toBe('unpaid')
  await stack.clock.advance(15_000)
  const order = await store.order(outTradeNo)
  expect(order).toMatchObject({ state: 'paid' })
  expect(order.history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'notification' })
})

test('after a refund was accepted, before it settled: it settles, is notified and booked', async () => {
  const outTradeNo = await buyAndPay(buyer())
  await eventually(() => store.order(outTradeNo), isPaid)
  await fetch(`${stack.simulator.controlUrl}/settings`, { method: 'POST', body: '{"refundDelayMs":600000}' })
  const wanted = { outTradeNo, amountFen: 1_500, reason: '杯口有缺', requestId: 'restart-refund-1' }
  expect(granted(await merchant().call('refund', wanted)).refund).toMatchObject({ state: 'processing' })
  await restart()
  expect(await fromGateway('/refunds')).toMatchObject([{ outTradeNo, status: 'PROCESSING' }])
  expect((await store.order(outTradeNo)).refunds).toMatchObject([{ state: 'processing' }])
  await stack.clock.advance(601_000)
  expect(await fromGateway('/refunds')).toMatchObject([{ outTradeNo, status: 'SUCCESS' }])
  expect((await store.order(outTradeNo)).refunds).toMatchObject([{ state: 'succeeded', amountFen: 1_500 }])
  // The same request, repeated after the restart, is the same refund.
  expect(granted(await merchant().call('refund', wanted)).refund).toMatchObject({ state: 'succeeded' })
  expect(await fromGateway<unknown[]>('/refunds')).toHaveLength(1)
})

test('between the decision and the call: an approved refund that was never sent is sent by the timer', async () => {
  const outTradeNo = await buyAndPay(buyer())
  await eventually(() => store.order(outTradeNo), isPaid)
  const request = { requestId: 'restart-refund-2', outTradeNo, amountFen: 4_500, reason: '不要了' }
  const { refundId } = granted(await buyer().call('request-refund', request)).refund
  // The gateway is gone: what the merchant decided is stored, its sending stays open.
  await stack.simulator.close()
  expect(granted(await merchant().call('refund', { outTradeNo, refundId })).refund).toMatchObject({ state: 'approved' })
  await restart()
  // One tick sends it and the next hears of its end; on a starved machine a call may time out and wait for one more.
  const settled = async () => {
    await stack.clock.advance(120_000)
    return store.order(outTradeNo)
  }
  await eventually(settled, ({ refunds }) => refunds.every(({ state }) => state === 'succeeded'))
  expect((await store.order(outTradeNo)).refunds).toMatchObject([{ state: 'succeeded', amountFen: 4_500 }])
})

test('in the end every document and every entry of the gateway’s records is there, and the stock is right', async () => {
  await restart()
  const orders = await store.all('orders')
  expect(orders).toHaveLength(4)
  expect(orders.every(({ state }) => state === 'paid')).toBe(true)
  const { balances } = await fromGateway<{ balances: Record<string, number> }>('/ledger')
  // 4 cups paid, 1500 and 4500 given back; the fee is 27 fen a cup (0.6 %), 9 and 27 of it came back.
  expect(balances).toMatchObject({ buyers: -12_000, merchant: 11_928, fees: 72, refunding: 0 })
  expect(await store.stock('cup-celadon')).toBe(80 - 4)
})
