import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { openCloud, root } from '@stack/local-stack'
import { foldersIn } from '@stack/local-stack/testing'
import type { FunctionLog } from 'cloudbase-emulator'
import { beforeAll, describe, expect, test } from 'vitest'
import { encryptedRefundNotify, signedPayNotify } from 'wxpay-core/testing'
import {
  type CallerName,
  callers,
  clientNames,
  clients,
  type Deployed,
  fingerprint,
  forged,
  makeAuthorityOrders,
  type Outcome,
  openWays,
  outcomeOf,
} from '../helpers/authority.ts'
import { filesUnder } from '../helpers/files.ts'
import { openStackBooks, type ShopStore } from '../helpers/orders.ts'
import {
  leaksOfAnswers,
  leaksOfLogs,
  merchantSecrets,
  type Secret,
  secretKinds,
  secretsOf,
} from '../helpers/secrets.ts'
import { noon, openidOf, openShop, type Shop } from '../helpers/shop.ts'
import { acknowledged, notify } from '../helpers/wire.ts'

// Who calls is what the platform says, never what the caller says; a function has one front door.

let shop: Shop
let store: ShopStore
let ways: ReturnType<typeof openWays>
let known = {
  ...{ unpaid: '', paid: '', refunded: '', closed: '', changed: '', twice: '' },
  ...{ refundId: '', otherRefundId: '', payNotice: '', refundNotice: '' },
}
const functionLogs: FunctionLog[] = []

const stray = '4200000001202603020000000001'
const strayDiscrepancy = { discrepancyId: `payment-missing-locally-${stray}` }
/** Money for an order that nobody made: what does not add up is kept for the merchant. */
const strayNotice = () =>
  signedPayNotify(shop.stack.simulator.merchant, {
    ...{ outTradeNo: 'WMNOBODY0000000000000001', totalFee: 100, transactionId: stray, timeEnd: noon },
  })

beforeAll(async () => {
  shop = await openShop({ onFunctionLog: (line) => functionLogs.push(line) })
  store = openStackBooks(shop.stack)
  ways = openWays(shop)
  known = await makeAuthorityOrders(shop, store)
  expect(await notify(shop.stack, '/pay-notify', strayNotice())).toBe(acknowledged)
  // The first run of the day makes up for the days before; yesterday, of which there is no bill, would be asked for again.
  expect(outcomeOf(await ways.call('timer', 'reconcile', {}))).toBe('works')
  const [{ _id, ...done } = {}] = await store.all('reconciliations')
  const reconciliations = openCloud(shop.stack.emulator.adminUrl).collection('reconciliations')
  await reconciliations.doc('2026-03-01').set({ data: done })
  // What is under way comes to its end.
  await shop.stack.clock.moveTo(noon + 5 * 60_000 + 31_000)
})

interface Row {
  /** What the rightful caller sends. */
  data: () => object
  /** Whether it changes the order records for whom it works for. */
  writes?: true
  cells: Record<CallerName, Outcome>
}

type Cells = Row['cells']
const noClient = {
  'HTTP caller': 'unreachable',
  timer: 'unreachable',
  'nested call': 'wrong_trigger',
  console: 'wrong_trigger',
} as const
const anyClient: Cells = { buyer: 'works', 'other buyer': 'works', merchant: 'works', ...noClient }
const itsBuyer: Cells = { buyer: 'works', 'other buyer': 'not_found', merchant: 'not_found', ...noClient }
const aMerchant: Cells = { buyer: 'not_a_merchant', 'other buyer': 'not_a_merchant', merchant: 'works', ...noClient }
// Whoever carries no openid may wake a timer: it does nothing that was not due.
const noPerson: Cells = {
  buyer: 'wrong_trigger',
  'other buyer': 'wrong_trigger',
  merchant: 'wrong_trigger',
  'HTTP caller': 'unreachable',
  timer: 'works',
  'nested call': 'works',
  console: 'works',
}
// Who brings a genuine notification does not matter: it says the same again.
const anyBearer: Cells = {
  buyer: 'works',
  'other buyer': 'works',
  merchant: 'works',
  'HTTP caller': 'works',
  timer: 'unreachable',
  'nested call': 'works',
  console: 'works',
}

const httpEvent = (body: string) => ({ httpMethod: 'POST', isBase64Encoded: false, body })
const oneSticker = [{ productId: 'sticker', quantity: 1 }]
const paid = () => ({ outTradeNo: known.paid })
const unpaid = () => ({ outTradeNo: known.unpaid })

const table: Record<Deployed, Row> = {
  'get-profile': { cells: anyClient, data: () => ({}) },
  'list-products': { cells: anyClient, data: () => ({}) },
  'create-order': { cells: anyClient, data: () => ({ requestId: 'authority-make', lines: oneSticker }), writes: true },
  'unified-order': { cells: itsBuyer, data: unpaid, writes: true },
  'get-order': { cells: itsBuyer, data: paid },
  'list-orders': { cells: anyClient, data: () => ({}) },
  'cancel-order': { cells: itsBuyer, data: unpaid, writes: true },
  'request-refund': {
    cells: itsBuyer,
    data: () => ({ ...paid(), requestId: 'authority-wish', amountFen: 1, reason: '' }),
    writes: true,
  },
  'withdraw-refund': { cells: itsBuyer, data: () => ({ ...paid(), refundId: known.refundId }), writes: true },
  'list-shop-orders': { cells: aMerchant, data: paid },
  'list-refund-requests': { cells: aMerchant, data: () => ({}) },
  refund: {
    cells: aMerchant,
    data: () => ({ ...paid(), requestId: 'authority-give', amountFen: 1, reason: '' }),
    writes: true,
  },
  'mark-collected': { cells: aMerchant, data: paid, writes: true },
  'reject-refund': {
    cells: aMerchant,
    data: () => ({ ...paid(), refundId: known.otherRefundId, reason: '已过七天' }),
    writes: true,
  },
  'abandon-refund': {
    cells: aMerchant,
    data: () => ({ outTradeNo: known.closed, refundId: `${known.closed}R1` }),
    writes: true,
  },
  'settle-refund-manually': {
    cells: aMerchant,
    data: () => ({ outTradeNo: known.changed, refundId: `${known.changed}R1`, note: '已转账', hasFetchedBack: true }),
    writes: true,
  },
  'query-refund': {
    cells: aMerchant,
    data: () => ({ outTradeNo: known.refunded, refundId: `${known.refunded}R1` }),
    // It asks the gateway, which counts what it is asked.
    writes: true,
  },
  'resolve-refund-task': {
    cells: aMerchant,
    data: () => ({ outTradeNo: known.twice, refundId: `${known.twice}R1`, note: '顾客已退回' }),
    writes: true,
  },
  'list-discrepancies': { cells: aMerchant, data: () => strayDiscrepancy },
  'resolve-discrepancy': {
    cells: aMerchant,
    data: () => ({ ...strayDiscrepancy, how: 'note', note: '已核对' }),
    writes: true,
  },
  reconcile: { cells: noPerson, data: () => ({}) },
  'close-expired-orders': { cells: noPerson, data: () => ({}) },
  'sync-refunds': { cells: noPerson, data: () => ({}) },
  'pay-notify': { cells: anyBearer, data: () => httpEvent(known.payNotice) },
  'refund-notify': { cells: anyBearer, data: () => httpEvent(known.refundNotice) },
}
const names = Object.keys(table) as Deployed[]
/** Nobody's: it may stand nowhere but in what was sent. */
const nobody = openidOf('Forged')

/** Timers tick at every full and half minute: when the next tick is near, it is let pass. */
async function peace() {
  const { clock } = shop.stack
  const sinceTick = clock.now() % 30_000
  if (sinceTick > 15_000) await clock.moveTo(clock.now() - sinceTick + 31_000)
}

/** Calls in one way after the other; what came of each, and which of them left a trace. */
async function tryEach(who: CallerName[], call: (caller: CallerName) => Promise<Outcome | string>) {
  const cells: Record<string, string> = {}
  const changed: CallerName[] = []
  await peace()
  let before = await fingerprint(shop)
  for (const caller of who) {
    cells[caller] = await call(caller)
    const after = await fingerprint(shop)
    if (JSON.stringify(after) !== JSON.stringify(before)) changed.push(caller)
    before = after
  }
  return { cells, changed }
}

test('a trace is any byte in either database', async () => {
  const looked = Object.keys(await fingerprint(shop)).map((file) => relative(shop.dataDir, file).replace(/\\/g, '/'))
  expect(looked).toEqual(expect.arrayContaining(['emulator/database.sqlite', 'simulator/simulator.db']))
})

test('the table has a row for every function there is', () => {
  expect([...names].sort()).toEqual(foldersIn('cloudfunctions').sort())
})

describe('who is not meant is refused by name, whoever he claims to be, and leaves no trace', () => {
  test.each(names)('%s', async (name) => {
    const { cells, data } = table[name]
    const refused = callers.filter((caller) => cells[caller] !== 'works')
    const claim = clients[clientNames.find((client) => cells[client] === 'works') ?? 'merchant']
    const seen = await tryEach(refused, async (caller) =>
      outcomeOf(await ways.call(caller, name, { ...forged(claim), ...data() })),
    )
    expect(seen).toEqual({ cells: Object.fromEntries(refused.map((caller) => [caller, cells[caller]])), changed: [] })
  })

  /** With no sign at all, and by the form of a genuine one that somebody made who has not the key. */
  function forgeries(name: 'pay-notify' | 'refund-notify'): string[] {
    const facts = `<out_trade_no>${known.unpaid}</out_trade_no><total_fee>4500</total_fee><req_info>AAAA</req_info>`
    const bare = `<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code>${facts}</xml>`
    const forger = { ...shop.stack.simulator.merchant, apiKey: 'k'.repeat(32) }
    const payment = { outTradeNo: known.unpaid, totalFee: 4_500, openid: clients.buyer, timeEnd: noon }
    const refund = { outTradeNo: known.paid, outRefundNo: known.refundId, totalFee: 4_500, refundFee: 1_000 }
    return [bare, name === 'pay-notify' ? signedPayNotify(forger, payment) : encryptedRefundNotify(forger, refund)]
  }

  test.each(['pay-notify', 'refund-notify'] as const)('%s takes nothing forged, whoever brings it', async (name) => {
    const who = callers.filter((caller) => caller !== 'timer')
    const seen = await tryEach(who, async (caller) => {
      const outcomes: string[] = []
      for (const body of forgeries(name)) {
        outcomes.push(outcomeOf(await ways.call(caller, name, { ...forged(clients.buyer), ...httpEvent(body) })))
      }
      return outcomes.join()
    })
    const refused = Object.fromEntries(who.map((caller) => [caller, 'unsigned,unsigned']))
    expect(seen).toEqual({ cells: refused, changed: [] })
  })
})

describe('what belongs to somebody else answers exactly as what does not exist', () => {
  const nowhere = 'WMNOBODY0000000000000000'

  const ids = {
    outTradeNo: () => [known.paid, known.unpaid, known.refunded, known.closed, known.changed, nowhere],
    discrepancyId: () => [strayDiscrepancy.discrepancyId, 'fee-4200000001202603020000000009'],
  }
  const withId = (field: string) => names.filter((name) => field in table[name].data())

  test.each([
    ...withId('outTradeNo').map((name) => [name, 'outTradeNo'] as const),
    ...withId('discrepancyId').map((name) => [name, 'discrepancyId'] as const),
  ])('%s: any %s', async (name, field) => {
    const { cells, data } = table[name]
    const strangers = clientNames.filter((client) => cells[client] !== 'works')
    const { changed } = await tryEach(strangers, async (caller) => {
      const answers: unknown[] = []
      for (const id of ids[field]()) answers.push((await ways.call(caller, name, { ...data(), [field]: id })).answer)
      expect(answers).toEqual(ids[field]().map(() => ({ ok: false, refused: cells[caller] })))
      return 'the same'
    })
    expect({ strangers: strangers.length, changed }).toEqual({ strangers: 2, changed: [] })
  })

  test.each([...withId('refundId'), 'refund'] as const)('%s: a refund of another order', async (name) => {
    const caller = table[name].cells.buyer === 'works' ? 'buyer' : 'merchant'
    const { refundId } = { refundId: known.refundId, ...table[name].data() }
    const others = [known.unpaid, known.refunded, known.closed, known.changed].filter(
      (one) => !refundId.startsWith(one),
    )
    const { changed } = await tryEach([caller], async () => {
      for (const outTradeNo of others) {
        for (const id of [refundId, `${outTradeNo}R9`]) {
          const data = { outTradeNo, refundId: id, reason: '已过七天', note: '已转账' }
          expect((await ways.call(caller, name, data)).answer).toEqual({ ok: false, refused: 'refund_not_found' })
        }
      }
      return 'the same'
    })
    expect([others.length >= 3, changed]).toEqual([true, []])
  })

  test('list-orders: a page that begins at somebody else’s order', async () => {
    const pageAfter = async (outTradeNo: string) =>
      (await ways.call('other buyer', 'list-orders', { after: `${noon + 3_600_000}_${outTradeNo}` })).answer
    expect(await pageAfter(known.paid)).toEqual(await pageAfter(nowhere))
    expect(await pageAfter(known.paid)).toEqual({ ok: true, orders: [], next: null })
  })
})

describe('who is meant gets what he asked for, as himself, whoever he claims to be', () => {
  // What writes comes last: a refund under way would move by itself between two looks at the order records.
  const readingFirst = [...names].sort((one, other) => Number(!!table[one].writes) - Number(!!table[other].writes))

  test.each(readingFirst)('%s', async (name) => {
    const { cells, data, writes } = table[name]
    const meant = callers.filter((caller) => cells[caller] === 'works')
    const seen = await tryEach(meant, async (caller) => {
      const claim = writes ? nobody : clients[caller === 'buyer' ? 'merchant' : 'buyer']
      const said = await ways.call(caller, name, { ...forged(claim), ...data() })
      if (!writes) expect(said.answer).toEqual((await ways.call(caller, name, data())).answer)
      return outcomeOf(said)
    })
    const works = Object.fromEntries(meant.map((caller) => [caller, 'works']))
    expect(seen).toEqual({ cells: works, changed: writes ? meant : [] })
  })

  test('what was written names who did it, and nobody whom he claimed to be', async () => {
    expect(JSON.stringify(await store.everything())).not.toContain(nobody)
    const made = (await store.all('orders')).filter((order) => order.requestId === 'authority-make')
    expect(made.map(({ openid }) => openid).sort()).toEqual(Object.values(clients).sort())
    const { history } = await store.order(known.paid)
    const { buyer, merchant } = clients
    expect(history.flatMap((event) => ('by' in event ? [[event.type, event.by]] : []))).toEqual([
      ['refund-requested', buyer],
      ['refund-requested', buyer],
      ['refund-requested', buyer],
      ['refund-withdrawn', buyer],
      ['refund-requested', merchant],
      ['refund-approved', merchant],
      ['collected', merchant],
      ['refund-rejected', merchant],
    ])
    const ended = await Promise.all([known.closed, known.changed].map(store.order))
    expect(ended.map(({ refunds: [one] }) => one?.ended?.by)).toEqual([merchant, merchant])
    expect((await store.all('discrepancies')).map(({ resolvedBy }) => resolvedBy)).toEqual([merchant])
  })

  test.each(clientNames)('get-profile tells the %s who the platform says that it is', async (caller) => {
    const { answer } = await ways.call(caller, 'get-profile', {})
    expect(answer).toEqual({ ok: true, openid: clients[caller], isMerchant: caller === 'merchant' })
  })

  test('create-order takes prices, titles, number and state from nowhere but the catalogue and itself', async () => {
    const prices = {
      totalFen: 1,
      totalFee: 1,
      amountFen: 1,
      priceFen: 1,
      outTradeNo: 'WMCHOSEN00000001',
      state: 'paid',
    }
    const lines = [{ productId: 'tea-longjing', quantity: 1, priceFen: 1, title: 'x' }]
    const data = { ...prices, requestId: 'authority-price', lines }
    const { answer } = await ways.call('other buyer', 'create-order', data)
    expect(answer).toMatchObject({ ok: true, order: { state: 'unpaid', totalFen: 12_800 } })
    const { outTradeNo } = (answer as { order: { outTradeNo: string } }).order
    expect(outTradeNo).not.toBe(prices.outTradeNo)
    expect(await store.order(outTradeNo)).toMatchObject({
      totalFen: 12_800,
      lines: [{ productId: 'tea-longjing', title: '明前龙井 50g', priceFen: 12_800, quantity: 1 }],
      payment: null,
    })
  })
})

describe('after all of this', () => {
  let secrets: Secret[]
  beforeAll(async () => {
    secrets = await secretsOf(shop, [...Object.values(clients), nobody], ways.heard)
  })

  test('no answer holds the merchant’s secrets, what goes between shop and WeChat Pay, or anybody’s openid but the caller’s own', () => {
    expect(leaksOfAnswers(ways.heard, secrets)).toEqual([])
    expect(ways.heard.length).toBeGreaterThan(names.length * callers.length)
  })

  test('the logs hold the order numbers, and no secret, no openid, no prepay_id and no sealed refund', () => {
    const logs = functionLogs.map(({ text }) => text).join('\n')
    const { unpaid, paid, refunded, closed, changed } = known
    const logged = [unpaid, paid, refunded, closed, changed]
    expect(logged.filter((outTradeNo) => logs.includes(outTradeNo))).toEqual(logged)
    expect([...new Set(secrets.map(({ kind }) => kind))].sort()).toEqual([...secretKinds].sort())
    expect(leaksOfLogs(functionLogs, secrets)).toEqual([])
  })

  test('no file of the cloud and no build output holds the merchant’s secrets', () => {
    const kept = filesUnder(join(shop.dataDir, 'emulator'))
    expect(kept.map((file) => file.split(/[\\/]/).at(-1))).toEqual(
      expect.arrayContaining(['database.sqlite', 'refund.log', 'pay-notify.log', 'unified-order.log']),
    )
    const owned = merchantSecrets(shop.stack.simulator.merchant)
    expect(owned.length).toBeGreaterThan(20)
    const leaky = [...kept, ...filesUnder(join(root, 'dist'))].filter((file) => {
      const content = readFileSync(file, 'latin1')
      return owned.some(({ text }) => content.includes(text))
    })
    expect(leaky).toEqual([])
  })
})
