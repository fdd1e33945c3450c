import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { type Phone, users } from '@stack/local-stack'
import type { Order } from '@stack/order'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buyAndPay, granted, newRequestId, oneCup, openStackBooks, type ShopStore } from '../helpers/orders.ts'
import { eventually, openidOf, openShop, type Shop } from '../helpers/shop.ts'
import { type DeadEndpoint, notifyWay, openDeadEndpoint, send } from '../helpers/wire.ts'

interface GatewayRefund {
  outRefundNo: string
  outTradeNo: string
  refundFen: number
  status: string
}

let shop: Shop
let store: ShopStore
let deadEndpoint: DeadEndpoint
let merchant: Phone

beforeAll(async () => {
  deadEndpoint = await openDeadEndpoint()
  shop = await openShop()
  store = openStackBooks(shop.stack)
  merchant = shop.phone(users.merchant)
})
afterAll(() => deadEndpoint.close())

async function paidOrder(buyer: Phone, lines = oneCup): Promise<string> {
  const outTradeNo = await buyAndPay(buyer, lines)
  await eventually(
    () => store.order(outTradeNo),
    ({ state }) => state === 'paid',
  )
  return outTradeNo
}

async function request(buyer: Phone, outTradeNo: string, amountFen: number): Promise<string> {
  const wanted = { requestId: newRequestId(), outTradeNo, amountFen, reason: '不想要了' }
  return granted(await buyer.call('request-refund', wanted)).refund.refundId
}

const startRefund = (outTradeNo: string, amountFen: number) =>
  merchant.call('refund', { outTradeNo, amountFen, reason: '协商退款', requestId: newRequestId() })

async function atGateway(outTradeNo: string): Promise<Pick<GatewayRefund, 'outRefundNo' | 'refundFen' | 'status'>[]> {
  const refunds = await shop.gateway<GatewayRefund[]>('/refunds')
  return refunds
    .filter((refund) => refund.outTradeNo === outTradeNo)
    .map(({ outRefundNo, refundFen, status }) => ({ outRefundNo, refundFen, status }))
}

/** Lets the refund end at the gateway and its notification arrive. */
const settle = () => shop.stack.clock.advance(5_000)

const statesOf = ({ refunds }: Order) => refunds.map(({ state }) => state)

describe('the certificate', () => {
  test('a connection without one gets nginx’s page and no refund', async () => {
    const { url, caFile } = shop.stack.simulator
    const answer = await send(`${url}/secapi/pay/refund`, { body: '<xml></xml>', caFile })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('No required SSL certificate was sent')
  })

  test('a function without its files says which are missing, stores nothing, and works once they are there', async () => {
    const buyer = shop.phone('NoCert')
    const outTradeNo = await paidOrder(buyer)
    const refundId = await request(buyer, outTradeNo, 4_500)
    const staged = join(shop.dataDir, 'staging', 'refund', 'apiclient_key.pem')
    renameSync(staged, `${staged}.away`)
    await expect(merchant.call('refund', { outTradeNo, refundId })).rejects.toThrow('apiclient_key.pem')
    expect(statesOf(await store.order(outTradeNo))).toEqual(['waiting'])
    expect(await atGateway(outTradeNo)).toEqual([])
    renameSync(`${staged}.away`, staged)
    expect(await merchant.call('refund', { outTradeNo, refundId })).toMatchObject({
      ok: true,
      refund: { state: 'processing' },
    })
  })
})

/** Empties the merchant's account at WeChat; gives what was there, in fen. */
async function takeAll(): Promise<number> {
  const { balances } = await shop.gateway<{ balances: { merchant: number } }>('/ledger')
  await shop.tell('/balance', { amountFen: -balances.merchant })
  return balances.merchant
}

describe('the merchant’s account is empty', () => {
  test('NOTENOUGH is shown to the merchant with its code; after a top-up the same number goes through', async () => {
    const buyer = shop.phone('NotEnough')
    const outTradeNo = await paidOrder(buyer)
    const balance = await takeAll()
    const refundId = await request(buyer, outTradeNo, 4_500)
    const refusal = { code: 'NOTENOUGH', message: expect.stringContaining('基本账户余额不足') }
    expect(await merchant.call('refund', { outTradeNo, refundId })).toMatchObject({
      ok: true,
      refund: { state: 'refused', refusal },
    })
    expect(await merchant.call('list-shop-orders', { outTradeNo })).toMatchObject({
      orders: [{ refunds: [{ refundId, state: 'refused', refusal }], refundableFen: 0 }],
    })
    expect(granted(await buyer.call('get-order', { outTradeNo })).order.refunds[0]).not.toHaveProperty('refusal')
    // The amount stays held, and no timer repeats it behind the merchant's back.
    await shop.stack.clock.advance(120_000)
    expect(statesOf(await store.order(outTradeNo))).toEqual(['refused'])
    expect(await atGateway(outTradeNo)).toEqual([])

    await shop.tell('/balance', { amountFen: balance })
    expect(await merchant.call('refund', { outTradeNo, refundId })).toMatchObject({
      ok: true,
      refund: { refundId, state: 'processing', refusal: null },
    })
    await settle()
    expect(await atGateway(outTradeNo)).toEqual([{ outRefundNo: refundId, refundFen: 4_500, status: 'SUCCESS' }])
    expect(statesOf(await store.order(outTradeNo))).toEqual(['succeeded'])
  })
})

describe('what a merchant ends himself', () => {
  test('given up: not while it may still arrive; then WeChat says that it has none, and the amount is free', async () => {
    const buyer = shop.phone('GivenUp')
    const outTradeNo = await paidOrder(buyer)
    const balance = await takeAll()
    const { refundId } = granted(await startRefund(outTradeNo, 4_500)).refund
    await shop.tell('/balance', { amountFen: balance })
    const abandon = () => merchant.call('abandon-refund', { outTradeNo, refundId })
    expect(await abandon()).toEqual({ ok: false, refused: 'too_soon' })
    expect(await merchant.call('list-refund-requests', { kind: 'task' })).toMatchObject({
      requests: [{ outTradeNo, refund: { refundId, state: 'refused' } }],
    })
    await shop.stack.clock.advance(61_000)
    expect(await abandon()).toMatchObject({ ok: true, refund: { state: 'abandoned', refusal: { code: 'NOTENOUGH' } } })
    expect(await abandon()).toMatchObject({ ok: true, refund: { state: 'abandoned' } })
    expect(await merchant.call('list-refund-requests', { kind: 'task' })).toMatchObject({ requests: [] })
    const again = granted(await startRefund(outTradeNo, 4_500)).refund
    expect(again).toMatchObject({ refundId: `${outTradeNo}R2`, state: 'processing' })
    await settle()
    expect(await atGateway(outTradeNo)).toEqual([{ outRefundNo: again.refundId, refundFen: 4_500, status: 'SUCCESS' }])
  })

  test('CHANGE, settled by hand: the money counts as given back, and only merchants read how', async () => {
    const buyer = shop.phone('ByHand')
    const outTradeNo = await paidOrder(buyer)
    await shop.tell('/refund-outcome', { outcome: 'CHANGE' })
    const { refundId } = granted(await startRefund(outTradeNo, 1_500)).refund
    await settle()
    const settled = { outTradeNo, refundId, note: '已用银行转账退回' }
    const settleIt = (said: object) => merchant.call('settle-refund-manually', { ...settled, ...said })
    expect(await settleIt({})).toEqual({ ok: false, refused: 'fetch_back_first' })
    expect(await settleIt({ hasFetchedBack: true })).toMatchObject({
      ok: true,
      refund: { state: 'settled-manually', ended: { note: '已用银行转账退回' } },
    })
    const { order } = granted(await buyer.call('get-order', { outTradeNo }))
    expect(order).toMatchObject({ refundedFen: 1_500, refundableFen: 3_000, refunds: [{ state: 'settled-manually' }] })
    expect(JSON.stringify(order)).not.toContain('银行转账')
  })

  test('CHANGE, settled by hand, and WeChat brings the money after all: paid twice, until a merchant notes what became of it', async () => {
    const buyer = shop.phone('Twice')
    const outTradeNo = await paidOrder(buyer)
    await shop.tell('/refund-outcome', { outcome: 'CHANGE' })
    const { refundId } = granted(await startRefund(outTradeNo, 1_500)).refund
    await settle()
    const settled = { outTradeNo, refundId, note: '现金', hasFetchedBack: true }
    granted(await merchant.call('settle-refund-manually', settled))
    await shop.tell('/refund-end', { outRefundNo: refundId, outcome: 'SUCCESS' })
    const order = await eventually(
      async () => granted(await buyer.call('get-order', { outTradeNo })).order,
      ({ refundedFen }) => refundedFen === 3_000,
    )
    expect(order).toMatchObject({ refundableFen: 1_500, refunds: [{ state: 'refunded-twice' }] })
    const { requests } = granted(await merchant.call('list-refund-requests', { kind: 'task' }))
    expect(requests).toMatchObject([
      { outTradeNo, refund: { refundId, state: 'refunded-twice', isMerchantTask: true } },
    ])
    // What WeChat still refunds of it is told apart from what the buyer has.
    expect(await startRefund(outTradeNo, 1_501)).toMatchObject({ ok: false, refused: 'over_refundable' })
    const note = { outTradeNo, refundId, note: '买家已退回' }
    granted(await merchant.call('resolve-refund-task', note))
    expect(granted(await merchant.call('list-refund-requests', { kind: 'task' })).requests).toEqual([])
  })

  test('the money came back to the merchant: the buyer has nothing, and what is settled is all that is left to give', async () => {
    const buyer = shop.phone('Returned')
    const outTradeNo = await paidOrder(buyer)
    await shop.tell('/refund-outcome', { outcome: 'SUCCESS', receivedBy: 'merchant' })
    const { refundId } = granted(await startRefund(outTradeNo, 4_500)).refund
    await settle()
    const { order } = granted(await buyer.call('get-order', { outTradeNo }))
    expect(order).toMatchObject({ refundedFen: 0, refundableFen: 0, refunds: [{ state: 'returned-to-merchant' }] })
    expect(await merchant.call('mark-collected', { outTradeNo })).toEqual({ ok: false, refused: 'fully_refunded' })
    granted(await merchant.call('settle-refund-manually', { outTradeNo, refundId, note: '微信转账' }))
    expect(granted(await buyer.call('get-order', { outTradeNo })).order).toMatchObject({
      refundedFen: 4_500,
      refunds: [{ state: 'settled-manually' }],
    })
    expect(await atGateway(outTradeNo)).toMatchObject([{ outRefundNo: refundId, status: 'SUCCESS' }])
  })
})

describe('how a refund can end', () => {
  test.each([
    ['SUCCESS', 'succeeded', { refundedFen: 1_500, refundableFen: 3_000 }],
    ['CHANGE', 'abnormal', { refundedFen: 0, refundableFen: 3_000 }],
    ['REFUNDCLOSE', 'closed', { refundedFen: 0, refundableFen: 4_500 }],
  ])('%s → %s %o', async (outcome, state, amounts) => {
    const buyer = shop.phone(`Ends${outcome}`)
    const outTradeNo = await paidOrder(buyer)
    await shop.tell('/refund-outcome', { outcome })
    granted(await startRefund(outTradeNo, 1_500))
    await settle()
    const { order } = granted(await buyer.call('get-order', { outTradeNo }))
    expect(order).toMatchObject({ state: 'paid', refunds: [{ state, requestedBy: 'merchant' }], ...amounts })
    expect(await atGateway(outTradeNo)).toMatchObject([{ status: outcome }])
  })

  test('its notification lost: the timer asks and store it', async () => {
    const outTradeNo = await paidOrder(shop.phone('Lost'))
    const way = notifyWay(shop.stack, deadEndpoint)
    way.cut()
    granted(await startRefund(outTradeNo, 4_500))
    await settle()
    expect(await atGateway(outTradeNo)).toMatchObject([{ status: 'SUCCESS' }])
    expect(statesOf(await store.order(outTradeNo))).toEqual(['processing'])
    await shop.stack.clock.advance(120_000)
    expect(statesOf(await store.order(outTradeNo))).toEqual(['succeeded'])
    expect(await store.order(outTradeNo)).toMatchObject({ nextCheckAt: null })
    way.mend()
    // The notification that arrives after all changes nothing.
    const before = await store.order(outTradeNo)
    await shop.stack.clock.advance(3_600_000)
    expect(await store.order(outTradeNo)).toEqual(before)
  })
})

describe('who decides, and once', () => {
  test('the buyer withdraws: it cannot be approved, its amount is free again', async () => {
    const buyer = shop.phone('Withdraws')
    const outTradeNo = await paidOrder(buyer)
    const refundId = await request(buyer, outTradeNo, 4_500)
    const withdrawn = await buyer.call('withdraw-refund', { outTradeNo, refundId })
    expect(withdrawn).toMatchObject({ ok: true, refund: { state: 'withdrawn' } })
    expect(await buyer.call('withdraw-refund', { outTradeNo, refundId })).toEqual(withdrawn)
    expect(await merchant.call('refund', { outTradeNo, refundId })).toEqual({ ok: false, refused: 'already_withdrawn' })
    expect(granted(await buyer.call('get-order', { outTradeNo })).order.refundableFen).toBe(4_500)
    expect(await atGateway(outTradeNo)).toEqual([])
  })

  test('the merchant rejects: the buyer reads why; neither approving nor withdrawing is possible any more', async () => {
    const buyer = shop.phone('Rejected')
    const outTradeNo = await paidOrder(buyer)
    const refundId = await request(buyer, outTradeNo, 4_500)
    const rejection = { outTradeNo, refundId, reason: '已过七天' }
    expect(await merchant.call('reject-refund', rejection)).toMatchObject({ ok: true, refund: { state: 'rejected' } })
    expect(granted(await buyer.call('get-order', { outTradeNo })).order.refunds).toMatchObject([
      { state: 'rejected', rejection: '已过七天' },
    ])
    const refused = { ok: false, refused: 'already_rejected' }
    expect(await merchant.call('refund', { outTradeNo, refundId })).toEqual(refused)
    expect(await buyer.call('withdraw-refund', { outTradeNo, refundId })).toEqual(refused)
    expect(await atGateway(outTradeNo)).toEqual([])
  })

  test('the merchant approves: it can neither be rejected nor withdrawn any more', async () => {
    const buyer = shop.phone('Approved')
    const outTradeNo = await paidOrder(buyer)
    const refundId = await request(buyer, outTradeNo, 4_500)
    granted(await merchant.call('refund', { outTradeNo, refundId }))
    const refused = { ok: false, refused: 'already_approved' }
    expect(await merchant.call('reject-refund', { outTradeNo, refundId, reason: '迟了' })).toEqual(refused)
    expect(await buyer.call('withdraw-refund', { outTradeNo, refundId })).toEqual(refused)
  })

  test('two merchants approve at once: one refund at the gateway', async () => {
    const second = shop.phone('MerchantTwo')
    await store.addMerchant(openidOf('MerchantTwo'))
    const buyer = shop.phone('AtOnce')
    const outTradeNo = await paidOrder(buyer)
    const refundId = await request(buyer, outTradeNo, 4_500)
    const answers = await Promise.all(
      [merchant, second, merchant, second].map((one) => one.call('refund', { outTradeNo, refundId })),
    )
    expect(answers.map((answer) => answer.ok && answer.refund.refundId)).toEqual([
      refundId,
      refundId,
      refundId,
      refundId,
    ])
    expect(await atGateway(outTradeNo)).toMatchObject([{ outRefundNo: refundId, refundFen: 4_500 }])
    const history = await store.history(outTradeNo)
    expect(history.filter((type) => type === 'refund-approved')).toHaveLength(1)
    expect(history.filter((type) => type === 'refund-accepted')).toHaveLength(1)
  })
})

describe('never more than was paid', () => {
  test('waiting, approved and refunded together stay within it; three may wait', async () => {
    const buyer = shop.phone('OverRefund')
    const outTradeNo = await paidOrder(buyer)
    const ask = (amountFen: number) =>
      buyer.call('request-refund', { requestId: newRequestId(), outTradeNo, amountFen, reason: '' })
    const over = { ok: false, refused: 'over_refundable' }
    expect(await ask(4_501)).toEqual(over)
    granted(await ask(1_000))
    expect(await ask(3_501)).toEqual(over)
    expect(await startRefund(outTradeNo, 3_501)).toEqual(over)
    granted(await startRefund(outTradeNo, 2_500))
    expect(await ask(1_001)).toEqual(over)
    granted(await ask(400))
    granted(await ask(500))
    expect(await ask(100)).toEqual({ ok: false, refused: 'too_many_waiting' })
    expect(granted(await buyer.call('get-order', { outTradeNo })).order.refundableFen).toBe(100)
    granted(await startRefund(outTradeNo, 100))
    expect(await startRefund(outTradeNo, 1)).toEqual(over)
  })

  test('refunds of the whole amount asked for at once by merchant and buyer: one gets it', async () => {
    const buyer = shop.phone('Race')
    const outTradeNo = await paidOrder(buyer)
    const answers = await Promise.all([
      startRefund(outTradeNo, 4_500),
      buyer.call('request-refund', { requestId: newRequestId(), outTradeNo, amountFen: 4_500, reason: '' }),
      startRefund(outTradeNo, 4_500),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter(({ ok }) => !ok)).toEqual([
      { ok: false, refused: 'over_refundable' },
      { ok: false, refused: 'over_refundable' },
    ])
  })
})
