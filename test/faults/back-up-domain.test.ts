import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPhone, type Phone, type Stack, startStack, users } from '@stack/local-stack'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { granted, makeOrder, openStackBooks, prepay, type ShopStore } from '../helpers/orders.ts'
import { eventually, noon, openidOf } from '../helpers/shop.ts'
import { type DeadEndpoint, notifyWay, openDeadEndpoint } from '../helpers/wire.ts'

// One shop, started again for each test with another gateway address that does not answer.

const dataDir = mkdtempSync(join(tmpdir(), 'wxpay-test-'))
const doors: { dropping?: DeadEndpoint; silent?: DeadEndpoint } = {}
let stack: Stack | undefined
let store: ShopStore
let buyer: Phone
let merchant: Phone

const door = (name: keyof typeof doors): DeadEndpoint => doors[name] as DeadEndpoint
const addressOf = ({ port }: DeadEndpoint) => `https://127.0.0.1:${port}`

async function open(gatewaySettings: Record<string, string>): Promise<Stack> {
  const started = await startStack({ dataDir, startAtMs: noon, gatewaySettings })
  stack = started
  store = openStackBooks(started)
  buyer = createPhone(started, openidOf('Buyer'))
  merchant = createPhone(started, users.merchant)
  return started
}

const close = async () => {
  await stack?.close()
  stack = undefined
}

beforeAll(async () => {
  doors.dropping = await openDeadEndpoint()
  doors.silent = await openDeadEndpoint({ silent: true })
})
afterEach(close)
afterAll(async () => {
  await Promise.all(Object.values(doors).map((one) => one.close()))
  rmSync(dataDir, { recursive: true, force: true })
})

test('the primary address is dead: unified order, query, refund and refund query end on the back-up domain', async () => {
  const shop = await open({ WXPAY_BASE_URL: addressOf(door('dropping')) })
  const knocks = () => door('dropping').knocks()
  const way = notifyWay(shop, door('dropping'))

  const outTradeNo = await makeOrder(buyer)
  const payment = await prepay(buyer, outTradeNo)
  expect(knocks()).toBe(2) // the third try is the one on the back-up domain

  way.cut()
  expect((await buyer.cashier(payment)).errMsg).toBe('requestPayment:ok')
  const order = await eventually(
    async () => granted(await buyer.call('get-order', { outTradeNo })).order,
    ({ state }) => state === 'paid',
  )
  expect(order.state).toBe('paid')
  expect((await store.order(outTradeNo)).history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query' })

  way.mend()
  const wanted = { outTradeNo, amountFen: 4_500, reason: '全部退回', requestId: 'back-up-refund-1' }
  const before = knocks()
  expect(granted(await merchant.call('refund', wanted)).refund).toMatchObject({ state: 'processing' })
  expect(knocks()).toBe(before + 2)
  await shop.clock.advance(5_000)
  expect((await store.order(outTradeNo)).refunds).toMatchObject([{ state: 'succeeded' }])
  expect(knocks()).toBeGreaterThan(before + 2)
})

test('the primary address takes connections and never answers: the back-up domain still gets its turn in time', {
  timeout: 60_000,
}, async () => {
  await open({ WXPAY_BASE_URL: addressOf(door('silent')) })
  const outTradeNo = await makeOrder(buyer)
  const startedAt = Date.now()
  expect((await prepay(buyer, outTradeNo)).package).toMatch(/^prepay_id=wx/)
  expect(Date.now() - startedAt).toBeLessThan(8_000)
  expect(door('silent').knocks()).toBe(2)
})

test('both are dead: gateway_unreachable well within the limit, and the same order is payable when they are back', async () => {
  const dead = addressOf(door('dropping'))
  await open({ WXPAY_BASE_URL: dead, WXPAY_BACKUP_BASE_URL: dead })
  const outTradeNo = await makeOrder(buyer)
  const startedAt = Date.now()
  expect(await buyer.call('unified-order', { outTradeNo })).toMatchObject({
    ok: false,
    refused: 'gateway_unreachable',
    detail: expect.stringMatching(/^(CONNECT_FAILED|CONNECTION_LOST|TLS_FAILED)$/),
  })
  expect(Date.now() - startedAt).toBeLessThan(8_000)
  const { prepay: begun, state } = await store.order(outTradeNo)
  expect({ state, prepayId: begun?.prepayId }).toEqual({ state: 'unpaid', prepayId: null })
  await close()

  await open({})
  expect((await buyer.cashier(await prepay(buyer, outTradeNo))).errMsg).toBe('requestPayment:ok')
  const paid = await eventually(
    () => store.order(outTradeNo),
    (order) => order.state === 'paid',
  )
  expect(paid.state).toBe('paid')
  // What the first try stored was repeated verbatim.
  expect(paid.prepay).toMatchObject({
    timeStart: begun?.timeStart,
    timeExpire: begun?.timeExpire,
    spbillCreateIp: begun?.spbillCreateIp,
  })
})
