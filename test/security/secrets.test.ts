import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallAnswer, CallData, FunctionName } from '@stack/contract'
import { openCloud, type Phone, root, users } from '@stack/local-stack'
import { foldersIn } from '@stack/local-stack/testing'
import { type FunctionLog, startEmulator } from 'cloudbase-emulator'
import { beforeAll, expect, test } from 'vitest'
import { encryptedRefundNotify, signedPayNotify } from 'wxpay-core/testing'
import { closeWithFile } from '../helpers/close-with-file.ts'
import {
  buyAndPay,
  granted,
  makeOrder,
  newRequestId,
  oneCup,
  openStackBooks,
  prepay,
  type ShopStore,
} from '../helpers/orders.ts'
import { leaksOfAnswers, leaksOfLogs, type Secret, secretKinds, secretsOf, type Told } from '../helpers/secrets.ts'
import { eventually, noon, openidOf, openShop, type Shop } from '../helpers/shop.ts'
import { acknowledged, callWith, notify } from '../helpers/wire.ts'

// Two days of a shop, with all that goes right and much that goes wrong, and then: who was told what, and what was logged.

const hourMs = 3_600_000
const people = {
  buyer: openidOf('Teller'),
  other: openidOf('Listener'),
  // Of another app, as WeChat Pay sees it.
  foreign: openidOf('Foreign'),
  merchant: users.merchant,
  merchantB: users.merchantB,
}
const poisoned = 'WMPOISONED00000000000001'
const straying = { payment: 'WMNOBODY0000000000000001', refund: 'WMNOBODY0000000000000002' }

let shop: Shop
let store: ShopStore
let secrets: Secret[]
const lines: FunctionLog[] = []
const told: Told[] = []
const orders = {
  ...{ paid: '', cancelled: '', expired: '', broke: '', changed: '', closed: '', large: '', lost: '', refused: '' },
}

/** A phone of which every answer is kept, refusals and failures too. */
function phoneOf(who: keyof typeof people): Phone {
  const openid = people[who]
  return {
    ...shop.phone(openid),
    async call<Name extends FunctionName>(name: Name, data: CallData<Name>) {
      const reply = await callWith(shop.stack, name, { openid, data })
      told.push({ to: openid, by: name, text: JSON.stringify(reply) })
      return reply.result as CallAnswer<Name>
    },
  }
}

const state = (outTradeNo: string, wanted: string) =>
  eventually(
    () => store.order(outTradeNo),
    (order) => order.state === wanted,
  )

async function tell(name: 'pay-notify' | 'refund-notify', body: string) {
  told.push({ by: name, text: await notify(shop.stack, `/${name}`, body) })
}

async function fire(name: string) {
  const response = await fetch(`${shop.stack.emulator.adminUrl}/timers/${name}`, { method: 'POST' })
  told.push({ by: name, text: await response.text() })
}

const functions = foldersIn('cloudfunctions')

/** Somebody calls everything with nothing: every function has refused by then, and its process is there. */
const knock = () => Promise.all(functions.map((name) => phoneOf('other').call(name as 'get-profile', {})))

async function sell() {
  const buyer = phoneOf('buyer')
  for (const name of ['paid', 'broke', 'changed', 'closed', 'large'] as const) {
    orders[name] = await buyAndPay(buyer, name === 'large' ? [{ productId: 'tea-longjing', quantity: 5 }] : oneCup)
    await state(orders[name], 'paid')
  }
  orders.lost = await makeOrder(buyer)
  const payment = await prepay(buyer, orders.lost)
  const unpaid = await store.order(orders.lost)
  await buyer.cashier(payment)
  await state(orders.lost, 'paid')
  orders.expired = await makeOrder(buyer)
  await prepay(buyer, orders.expired)
  orders.cancelled = await makeOrder(buyer)
  await prepay(buyer, orders.cancelled)
  granted(await buyer.call('cancel-order', { outTradeNo: orders.cancelled }))
  return unpaid
}

/** What the shop and WeChat Pay say no to. */
async function refuse() {
  const [other, foreign] = [phoneOf('other'), phoneOf('foreign')]
  for (const name of ['get-order', 'unified-order', 'cancel-order'] as const) {
    expect(await other.call(name, { outTradeNo: orders.paid })).toMatchObject({ refused: 'not_found' })
  }
  await shop.tell('/openids', { openid: people.foreign, appId: 'wx0000000000000001' })
  orders.refused = await makeOrder(foreign)
  expect(await foreign.call('unified-order', { outTradeNo: orders.refused })).toMatchObject({ ok: false })
}

const startRefund = (outTradeNo: string, amountFen: number) =>
  phoneOf('merchant').call('refund', { outTradeNo, amountFen, reason: '协商', requestId: newRequestId() })

/** With a damaged key file beside it the function fails; the file as it was mends it. */
async function refundWithDamagedKey() {
  const keyFile = join(shop.dataDir, 'staging', 'refund', 'apiclient_key.pem')
  const key = readFileSync(keyFile, 'utf8')
  writeFileSync(keyFile, key.slice(0, key.length / 2))
  expect(await startRefund(orders.paid, 1)).toBeUndefined()
  writeFileSync(keyFile, key)
}

async function askForMoney() {
  const [buyer, merchant] = [phoneOf('buyer'), phoneOf('merchant')]
  const ask = async () => {
    const wanted = { outTradeNo: orders.paid, requestId: newRequestId(), amountFen: 1_000, reason: '不想要了' }
    return { outTradeNo: orders.paid, refundId: granted(await buyer.call('request-refund', wanted)).refund.refundId }
  }
  granted(await buyer.call('withdraw-refund', await ask()))
  granted(await merchant.call('reject-refund', { ...(await ask()), reason: '已过七天' }))
  const waiting = await ask()
  granted(await merchant.call('list-refund-requests', {}))
  granted(await merchant.call('refund', waiting))
  granted(await merchant.call('mark-collected', { outTradeNo: orders.paid }))
}

async function giveBack() {
  const [merchant, merchantB] = [phoneOf('merchant'), phoneOf('merchantB')]
  const refundOf = (outTradeNo: string) => ({ outTradeNo, refundId: `${outTradeNo}R1` })
  const { balances } = await shop.gateway<{ balances: { merchant: number } }>('/ledger')
  await shop.tell('/balance', { amountFen: -balances.merchant })
  expect(granted(await startRefund(orders.broke, 4_500)).refund.state).toBe('refused')
  await shop.tell('/balance', { amountFen: balances.merchant })
  for (const [name, outcome] of [
    ['changed', 'CHANGE'],
    ['closed', 'REFUNDCLOSE'],
  ] as const) {
    await shop.tell('/refund-outcome', { outcome })
    granted(await startRefund(orders[name], 4_500))
  }
  granted(await startRefund(orders.large, 60_000))
  granted(await merchantB.call('refund', refundOf(orders.large)))
  await askForMoney()
  await shop.stack.clock.advance(120_000)
  for (const name of ['changed', 'closed'] as const) {
    await eventually(
      () => store.order(orders[name]),
      ({ refunds: [one] }) => one?.state === 'abnormal' || one?.state === 'closed',
    )
  }
  granted(await merchant.call('list-refund-requests', { kind: 'task' }))
  granted(
    await merchant.call('settle-refund-manually', {
      ...refundOf(orders.changed),
      note: '已转账',
      hasFetchedBack: true,
    }),
  )
  for (const outTradeNo of [orders.broke, orders.closed]) {
    granted(await merchant.call('abandon-refund', refundOf(outTradeNo)))
  }
  granted(await merchant.call('query-refund', refundOf(orders.changed)))
  const paidInCash = { ...refundOf(orders.large), note: '现金', isFact: true }
  granted(await merchant.call('settle-refund-manually', paidInCash))
  granted(await merchant.call('resolve-refund-task', { ...refundOf(orders.large), note: '买家已退回' }))
}

/** Notifications that nobody should have sent, and money of orders that nobody made. */
async function stray() {
  const { merchant } = shop.stack.simulator
  const payment = { outTradeNo: straying.payment, totalFee: 100, openid: people.other, timeEnd: noon }
  await tell('pay-notify', signedPayNotify({ ...merchant, apiKey: 'k'.repeat(32) }, payment))
  await tell('pay-notify', signedPayNotify(merchant, payment))
  const refund = {
    ...{ outTradeNo: straying.refund, outRefundNo: `${straying.refund}R1`, totalFee: 100, refundFee: 100 },
  }
  await tell('refund-notify', encryptedRefundNotify({ ...merchant, apiKey: 'k'.repeat(32) }, refund))
  await tell('refund-notify', encryptedRefundNotify(merchant, refund))
}

/** The order records lose a payment and hold an order that is none; the bill of the day tells. */
async function reconcile(unpaid: Awaited<ReturnType<ShopStore['order']>>) {
  const collection = openCloud(shop.stack.emulator.adminUrl).collection('orders')
  const { _id: lost, ...before } = unpaid
  await collection.doc(lost).set({ data: { ...before, nextCheckAt: null } })
  const poison = {
    transactionDays: ['2026-03-02'],
    payment: people.buyer,
    openid: people.buyer,
    state: 'paid',
    refunds: 1,
  }
  await collection.doc(poisoned).set({ data: { ...poison, createdAt: noon } })
  await shop.stack.clock.moveTo(noon + 22.5 * hourMs + 60_000)
  for (const timer of ['reconcile', 'sync-refunds', 'close-expired-orders']) await fire(timer)
  const merchant = phoneOf('merchant')
  const { discrepancies } = granted(await merchant.call('list-discrepancies', {}))
  for (const { discrepancyId, outTradeNo } of discrepancies) {
    const how = outTradeNo === lost ? ({ how: 'repair' } as const) : ({ how: 'note', note: '已核对' } as const)
    granted(await merchant.call('resolve-discrepancy', { discrepancyId, ...how }))
  }
  expect((await store.order(lost)).state).toBe('paid')
}

/** Everybody looks at everything there is. */
async function look() {
  // Not the merchant who did it all: he is shown as somebody else.
  const [buyer, merchant] = [phoneOf('buyer'), phoneOf('merchantB')]
  for (const outTradeNo of Object.values(orders)) {
    granted(await merchant.call('list-shop-orders', { outTradeNo }))
    await buyer.call('get-order', { outTradeNo })
  }
  for (const phone of [buyer, merchant]) granted(await phone.call('get-profile', {}))
  granted(await phoneOf('foreign').call('list-orders', {}))
  granted(await merchant.call('list-discrepancies', { state: 'resolved' }))
  // These pages hold the poisoned order: what a failure says is kept too.
  await merchant.call('list-shop-orders', {})
  await buyer.call('list-orders', {})
  const deliveries = await shop.gateway<{ answer: string | null }[]>('/deliveries')
  for (const { answer } of deliveries) told.push({ by: 'a notified function', text: answer ?? '' })
}

beforeAll(async () => {
  shop = await openShop({ onFunctionLog: (line) => lines.push(line) })
  store = openStackBooks(shop.stack)
  await knock()
  const unpaid = await sell()
  await refuse()
  await refundWithDamagedKey()
  await giveBack()
  await stray()
  await reconcile(unpaid)
  await look()
  secrets = await secretsOf(shop, Object.values(people), told)
}, 60_000)

test('in this run every function did its work', () => {
  const worked = told.filter(({ text }) => text.includes('"ok":true') || text === acknowledged).map(({ by }) => by)
  expect(functions.filter((name) => !worked.includes(name))).toEqual([])
})

test('the secrets of the run are known, every prepay_id and whoever called among them', async () => {
  const known = (kind: Secret['kind']) => secrets.filter((one) => one.kind === kind).map(({ text }) => text)
  expect(secretKinds.map((kind) => [kind, known(kind).length > 0])).toEqual(secretKinds.map((kind) => [kind, true]))
  const inBooks = JSON.stringify(await store.all('orders')).match(/"prepayId":"[^"]+"/g) ?? []
  expect([...new Set(known('prepay_id'))].map((text) => `"prepayId":"${text}"`).sort()).toEqual(
    [...new Set(inBooks)].sort(),
  )
  expect(new Set(inBooks).size).toBe(8)
  expect(known('paySign')).toHaveLength(8)
})

test.each(secretKinds)('%s: in a log, or in an answer to somebody else, it would be noticed', (kind) => {
  for (const { text } of secrets.filter((one) => one.kind === kind)) {
    const leak = JSON.stringify({ message: `x${text}x` })
    expect(leaksOfLogs([{ functionName: 'refund', text: leak }], secrets)).toContain(`refund logs ${kind}`)
    const answer = { to: people.other, by: 'refund', text: leak }
    if (text !== people.other) expect(leaksOfAnswers([answer], secrets)).toContain(`refund tells ${kind}`)
  }
})

test('no function logged a secret', () => {
  expect(leaksOfLogs(lines, secrets)).toEqual([])
})

test('no answer told a secret to anybody but whom it is for', () => {
  expect(leaksOfAnswers(told, secrets)).toEqual([])
})

test.each<[functionName: string, order: keyof typeof orders]>([
  ['create-order', 'paid'],
  ['unified-order', 'refused'],
  ['pay-notify', 'paid'],
  ['cancel-order', 'cancelled'],
  ['request-refund', 'paid'],
  ['refund', 'changed'],
  ['refund-notify', 'changed'],
  ['abandon-refund', 'broke'],
  ['settle-refund-manually', 'changed'],
  ['reconcile', 'lost'],
  ['resolve-discrepancy', 'lost'],
])('%s logged the number of an order (%s)', (name, order) => {
  const its = lines.filter(({ functionName, text }) => functionName === name && text.includes(orders[order]))
  expect(its.length).toBeGreaterThan(0)
})

test('a setting that cannot be used is named, and its value told and logged by nobody', async () => {
  const apiKey = `${shop.stack.simulator.merchant.apiKey}\n`
  const functionsDir = join(root, 'dist', 'cloudfunctions')
  const said: FunctionLog[] = []
  const emulator = await startEmulator({
    ...{ functionsDir, dataDir: join(shop.dataDir, 'misled'), onLog: (line: FunctionLog) => said.push(line) },
    envFor: () => ({ WXPAY_API_KEY: apiKey }),
  })
  closeWithFile(() => emulator.close())
  const stack = { ...shop.stack, emulator }
  const call = { openid: people.buyer, data: { outTradeNo: orders.paid } }
  const answers: Told[] = [
    { to: people.buyer, by: 'unified-order', text: JSON.stringify(await callWith(stack, 'unified-order', call)) },
    { by: 'pay-notify', text: await notify(stack, '/pay-notify', '<xml></xml>') },
  ]
  expect(answers[0]?.text).toContain('WXPAY_API_KEY is malformed')
  // A timer that ticks meanwhile says the same.
  const speakers = said.map(({ functionName }) => functionName)
  expect(speakers).toEqual(expect.arrayContaining(['pay-notify', 'unified-order']))
  expect([...leaksOfAnswers(answers, secrets), ...leaksOfLogs(said, secrets)]).toEqual([])
})
