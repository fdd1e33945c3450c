import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionName } from '@stack/contract'
import { users } from '@stack/local-stack'
import { expect } from 'vitest'
import { filesUnder } from './files.ts'
import { buyAndPay, granted, makeKnownOrders, type ShopStore } from './orders.ts'
import type { Told } from './secrets.ts'
import { eventually, openidOf, type Shop } from './shop.ts'
import { acknowledged, callWith, send } from './wire.ts'

/** Everything that is deployed: what the mini program calls, and what only WeChat Pay and the platform's clock call. */
export type Deployed =
  | FunctionName
  | 'pay-notify'
  | 'refund-notify'
  | 'close-expired-orders'
  | 'sync-refunds'
  | 'reconcile'

/** `buyer` is the one whose orders are tried on. */
export const callers = ['buyer', 'other buyer', 'merchant', 'HTTP caller', 'timer', 'nested call', 'console'] as const
export type CallerName = (typeof callers)[number]

/** The openids of the callers that have one. */
export const clients = { buyer: openidOf('Owner'), 'other buyer': openidOf('Other'), merchant: users.merchant } as const
export const clientNames = Object.keys(clients) as (keyof typeof clients)[]
/** The caller's own; undefined for who has none. */
function ownOpenid(caller: CallerName): string | undefined {
  const owns: Partial<Record<CallerName, string>> = clients
  return owns[caller]
}

/** `unsigned`: FAIL in the words of WeChat Pay. `unreachable`: the platform has no such way to this function. */
export type Outcome = 'works' | 'wrong_trigger' | 'not_found' | 'not_a_merchant' | 'unsigned' | 'unreachable'

/** What a caller heard: `text` is all of it, `answer` what the function said, null when it was not reached. */
interface Heard extends Told {
  answer: unknown
}

type Way = (shop: Shop, name: string, data: object) => Promise<{ text: string; answer: unknown }>

const spoken = (reply: { result?: unknown }) => ({ text: JSON.stringify(reply), answer: reply.result })

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const { status, body: text } = await send(url, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status, text, json: JSON.parse(text) }
}

const asClient =
  (openid: string): Way =>
  async ({ stack }, name, data) =>
    spoken(await callWith(stack, name, { openid, data }))

const ways: Record<CallerName, Way> = {
  buyer: asClient(clients.buyer),
  'other buyer': asClient(clients['other buyer']),
  merchant: asClient(clients.merchant),
  console: async ({ stack }, name, data) => spoken(await callWith(stack, name, { as: 'console', data })),
  async 'HTTP caller'({ stack: { emulator } }, name, data) {
    const body = 'body' in data ? String(data.body) : JSON.stringify(data)
    const headers = { 'content-type': 'text/plain' }
    const { status, body: text } = await send(`${emulator.httpUrl}/${name}`, { headers, body, caFile: emulator.caFile })
    return { text, answer: status === 404 ? null : text }
  },
  // A timer's event is the platform's; nobody else's data comes with it.
  async timer({ stack }, name) {
    const { status, text, json } = await post(`${stack.emulator.adminUrl}/timers/${name}`, {})
    return { text, answer: status === 404 ? null : json.result }
  },
  // As a function that a client called would send it with the SDK.
  async 'nested call'({ stack }, name, data) {
    const body = { action: 'functions.invokeFunction', function_name: name, request_data: JSON.stringify(data) }
    const { text, json } = await post(stack.emulator.adminUrl, body, { 'x-tcb-source': 'wx_client,scf' })
    return { text, answer: JSON.parse(json.data.response_data) }
  },
}

/** The word for an answer; the text itself when there is none. */
export function outcomeOf({ answer, text }: Heard): Outcome | string {
  if (answer === null) return 'unreachable'
  const { ok, refused, body = answer } = answer as { ok?: boolean; refused?: Outcome; body?: unknown }
  if (ok === true || body === acknowledged) return 'works'
  if (typeof body === 'string' && body.includes('<![CDATA[FAIL]]>')) return 'unsigned'
  return refused ?? text
}

/** Calls functions as anybody, and keeps all that is answered. */
export function openWays(shop: Shop) {
  const heard: Heard[] = []
  return {
    heard,
    async call(caller: CallerName, name: Deployed, data: object): Promise<Heard> {
      const said = { to: ownOpenid(caller), by: name, ...(await ways[caller](shop, name, data)) }
      heard.push(said)
      return said
    },
  }
}

/** Orders that the merchant gave back whole; their refunds end as WeChat is told to let them. */
async function giveBack(shop: Shop, store: ShopStore, outcomes: ('SUCCESS' | 'REFUNDCLOSE' | 'CHANGE')[]) {
  const [buyer, merchant] = [shop.phone(clients.buyer), shop.phone(clients.merchant)]
  const orders: string[] = []
  for (const [index, outcome] of outcomes.entries()) {
    await shop.tell('/refund-outcome', { outcome })
    const outTradeNo = await buyAndPay(buyer)
    await eventually(
      () => store.order(outTradeNo),
      ({ state }) => state === 'paid',
    )
    const wanted = { requestId: `authority-${outcome}-${index}`, outTradeNo, amountFen: 4_500, reason: '全部退回' }
    granted(await merchant.call('refund', wanted))
    orders.push(outTradeNo)
  }
  await shop.stack.clock.advance(120_000)
  for (const outTradeNo of orders) granted(await buyer.call('get-order', { outTradeNo }))
  return orders as [string, string, string, string]
}

/** Beside the known orders of the buyer: a second request that waits, and three refunds that ended, each in another way. */
export async function makeAuthorityOrders(shop: Shop, store: ShopStore) {
  const orders = await makeKnownOrders(shop, store)
  const buyer = shop.phone(clients.buyer)
  const second = { requestId: 'authority-refund-2', outTradeNo: orders.paid, amountFen: 500, reason: '' }
  const { refundId: otherRefundId } = granted(await buyer.call('request-refund', second)).refund
  const [refunded, closed, changed, twice] = await giveBack(shop, store, [
    'SUCCESS',
    'REFUNDCLOSE',
    'CHANGE',
    'SUCCESS',
  ])
  const paidInCash = { outTradeNo: twice, refundId: `${twice}R1`, note: '已付现金', isFact: true }
  granted(await shop.phone(clients.merchant).call('settle-refund-manually', paidInCash))
  expect(
    (await Promise.all([refunded, closed, changed, twice].map(store.order))).map(({ refunds: [one] }) => one?.state),
  ).toEqual(['succeeded', 'closed', 'abnormal', 'refunded-twice'])
  // Until WeChat Pay has its last answer: what it notes of a delivery would look like somebody's trace.
  const notices = await eventually(
    () => shop.gateway<{ kind: 'pay' | 'refund'; body: string; outcome: string }[]>('/notifications'),
    (all) => all.length === 9 && all.every(({ outcome }) => outcome === 'acknowledged'),
  )
  const noticeOf = (kind: 'pay' | 'refund') => notices.find((notice) => notice.kind === kind)?.body ?? ''
  return {
    ...orders,
    otherRefundId,
    refunded,
    closed,
    changed,
    twice,
    payNotice: noticeOf('pay'),
    refundNotice: noticeOf('refund'),
  }
}

/** What somebody would send who wants to be taken for another. */
export function forged(openid: string): object {
  return {
    ...{ openid, openId: openid, OPENID: openid, WX_OPENID: openid, FROM_OPENID: openid, _openid: openid, by: openid },
    ...{ requestedBy: openid, decidedBy: openid, collectedBy: openid, resolvedBy: openid, ended: { by: openid } },
    ...{ SOURCE: 'wx_client', TCB_SOURCE: 'wx_client', TRIGGER_SRC: 'timer', role: 'merchant', isMerchant: true },
    userInfo: { openId: openid },
    wxContext: { OPENID: openid, SOURCE: 'wx_client' },
    tcbContext: { WX_OPENID: openid, TCB_SOURCE: 'wx_client' },
    context: { environ: `WX_OPENID=${openid};TCB_SOURCE=wx_client` },
    ...{ Type: 'Timer', TriggerName: 'every-minute', Time: '2026-03-02T04:00:00Z', Message: '' },
  }
}

/** A digest of every byte of both databases, the cloud's and WeChat Pay's, and how often the gateway was asked. */
export async function fingerprint(shop: Shop): Promise<Record<string, unknown>> {
  const folders = ['emulator', 'simulator'].map((name) => join(shop.dataDir, name))
  const files = folders.flatMap(filesUnder).filter((file) => /\.(sqlite|db)(-wal)?$/.test(file))
  const digests = files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')])
  return { ...Object.fromEntries(digests), asked: (await shop.gateway<unknown[]>('/events')).length }
}
