import { openCloud } from '@stack/local-stack'
import { beforeAll, describe, expect, test } from 'vitest'
import { buyAndPay, granted, makeOrder, openStackBooks, prepay, type ShopStore } from '../helpers/orders.ts'
import { eventually, noon, openShop, type Shop } from '../helpers/shop.ts'

// A day of trade, its bill as WeChat Pay writes it, and store that somebody disturbed: every discrepancy is found, once,
// and a merchant ends it.

const hourMs = 3_600_000
const day = '2026-03-02'
const nextDay = (hour: number) => noon + (12 + hour) * hourMs

let shop: Shop
let store: ShopStore
let db: ReturnType<typeof openCloud>
const orders = { lost: '', amount: '', refunded: '' }
const onlyHere = 'WMONLYHERE00000000000001'
const poisoned = 'WMPOISONED00000000000001'

const paid = async (outTradeNo: string) =>
  eventually(
    () => store.order(outTradeNo),
    ({ state }) => state === 'paid',
  )
const kept = async () => (await store.all('discrepancies')).map(({ _id }) => String(_id)).sort()
const reconciled = async () => (await store.all('reconciliations')).find(({ _id }) => _id === day)
const merchantCall: ReturnType<Shop['phone']>['call'] = (name, data) => shop.phone('merchant').call(name, data)

beforeAll(async () => {
  shop = await openShop()
  store = openStackBooks(shop.stack)
  db = openCloud(shop.stack.emulator.adminUrl)
  const buyer = shop.phone('Buyer')
  orders.amount = await buyAndPay(buyer)
  orders.refunded = await buyAndPay(buyer)
  orders.lost = await makeOrder(buyer)
  const payment = await prepay(buyer, orders.lost)
  const unpaid = await store.order(orders.lost)
  await buyer.cashier(payment)
  for (const outTradeNo of Object.values(orders)) await paid(outTradeNo)
  await store.addMerchant(shop.phone('merchant').openid)
  const wanted = { outTradeNo: orders.refunded, requestId: 'reconcile-refund', amountFen: 1_000, reason: '' }
  granted(await merchantCall('refund', wanted))
  await shop.stack.clock.advance(120_000)
  await disturb(unpaid)
})

/** What a fault of the database, or of a hand in it, would leave. No timer is to mend it. */
async function disturb(unpaid: Awaited<ReturnType<ShopStore['order']>>) {
  const collection = db.collection('orders')
  const { _id: lost, ...before } = unpaid
  await collection.doc(lost).set({ data: { ...before, nextCheckAt: null } })
  const { _id: amount, payment, ...rest } = await store.order(orders.amount)
  await collection.doc(amount).set({ data: { ...rest, payment: { ...payment, totalFen: 4_499 } } })
  const stranger = { ...payment, transactionId: '4200000099202603020000000001' }
  await collection.doc(onlyHere).set({ data: { ...rest, payment: stranger } })
  await collection.doc(poisoned).set({ data: { transactionDays: [day], payment: 'x' } })
}

describe('the bill of the day', () => {
  test('is waited for while WeChat Pay makes it', async () => {
    await shop.tell('/settings', { billReadyAfterMs: 10.5 * hourMs })
    await shop.stack.clock.moveTo(nextDay(10) + 60_000)
    expect(
      await eventually(
        () => store.all('reconciliations'),
        (all) => all.length === 6,
      ),
    ).toHaveLength(6)
    expect(await reconciled()).toBeUndefined()
  })

  test('is gone through both ways at the next tick', async () => {
    await shop.stack.clock.moveTo(nextDay(10.5) + 60_000)
    expect(await eventually(reconciled, (one) => one?.finishedAt != null)).toMatchObject({
      lines: 4,
      counts: {
        ...{ payments: 3, paidFen: 3 * 4_500, refunds: 1, refundedFen: 1_000 },
        // Three times 0.27 yuan, 0.06 of it back; the poisoned order is told and counted.
        ...{ fee: 75_000, foreign: 0, unreadable: 1, discrepancies: 3 },
      },
    })
    const { payment } = await store.order(orders.amount)
    const lost = (await shop.gateway<{ outTradeNo: string; transactionId: string }[]>('/orders')).find(
      ({ outTradeNo }) => outTradeNo === orders.lost,
    )
    expect(await kept()).toEqual([
      `payment-amount-${payment?.transactionId}`,
      'payment-missing-in-bill-4200000099202603020000000001',
      `payment-missing-locally-${lost?.transactionId}`,
    ])
  })

  test('again, from the start and twice at once: nothing is doubled', async () => {
    const before = await store.all('discrepancies')
    const { _id: id, ...progress } = (await reconciled()) ?? {}
    await db
      .collection('reconciliations')
      .doc(String(id))
      .set({ data: { ...progress, digest: null, finishedAt: null } })
    const fire = () => fetch(`${shop.stack.emulator.adminUrl}/timers/reconcile`, { method: 'POST' })
    await Promise.all([fire(), fire()])
    expect(await reconciled()).toMatchObject({
      finishedAt: expect.any(Number),
      counts: { payments: 3, discrepancies: 3 },
    })
    expect(await store.all('discrepancies')).toEqual(before)
  })
})

describe('a merchant ends the discrepancies', () => {
  const one = async (kind: string) => {
    const { discrepancies } = granted(await merchantCall('list-discrepancies', {}))
    const found = discrepancies.find((discrepancy) => discrepancy.kind === kind)
    if (found === undefined) throw new Error(`no ${kind}`)
    return found
  }

  test('sees them, the newest first, with both sides', async () => {
    const { discrepancies, next } = granted(await merchantCall('list-discrepancies', { state: 'open' }))
    expect([discrepancies.length, next]).toEqual([3, null])
    expect(await one('payment-amount')).toMatchObject({
      ...{ billDate: day, outTradeNo: orders.amount, localFen: 4_499, gatewayFen: 4_500, isRepairable: true },
    })
    const { discrepancyId } = await one('payment-amount')
    expect(granted(await merchantCall('list-discrepancies', { discrepancyId })).discrepancies).toHaveLength(1)
  })

  test('repairs a payment that the order records lost: WeChat Pay is asked, the order is paid', async () => {
    const { discrepancyId } = await one('payment-missing-locally')
    const repair = { discrepancyId, how: 'repair' } as const
    const answers = await Promise.all([
      merchantCall('resolve-discrepancy', repair),
      merchantCall('resolve-discrepancy', repair),
    ])
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: true, discrepancy: { state: 'resolved', resolution: 'repaired' } })
    }
    expect((await store.order(orders.lost)).state).toBe('paid')
    expect((await store.history(orders.lost)).filter((type) => type === 'paid')).toHaveLength(1)
  })

  test('cannot repair what WeChat Pay says otherwise, and settles it with a note', async () => {
    for (const kind of ['payment-amount', 'payment-missing-in-bill']) {
      const { discrepancyId } = await one(kind)
      expect(await merchantCall('resolve-discrepancy', { discrepancyId, how: 'repair' })).toEqual({
        ok: false,
        refused: 'still_different',
      })
      const note = { discrepancyId, how: 'note', note: '数据库已更正' } as const
      expect(await merchantCall('resolve-discrepancy', note)).toMatchObject({
        ok: true,
        discrepancy: { state: 'resolved', resolution: 'noted', note: '数据库已更正' },
      })
    }
    expect(granted(await merchantCall('list-discrepancies', { state: 'open' })).discrepancies).toEqual([])
  })
})

test('a refund made at the merchant platform of WeChat Pay is found in its bill, and taken over by a merchant', async () => {
  const made = { outTradeNo: orders.refunded, amountFen: 3_500 }
  const { outRefundNo } = (await shop.tell('/platform-refund', made)) as { outRefundNo: string }
  const wish = { outTradeNo: orders.refunded, requestId: 'beside-the-platform', amountFen: 3_500, reason: '' }
  await shop.stack.clock.moveTo(nextDay(24 + 10.5) + 120_000)
  const found = await eventually(
    async () => granted(await merchantCall('list-discrepancies', { state: 'open' })).discrepancies,
    ({ length }) => length === 1,
  )
  expect(found).toMatchObject([
    {
      kind: 'refund-missing-locally',
      outTradeNo: orders.refunded,
      refundId: outRefundNo,
      gatewayFen: 3_500,
      isRepairable: true,
    },
  ])
  const repair = { discrepancyId: found[0]?.discrepancyId ?? '', how: 'repair' } as const
  expect(await merchantCall('resolve-discrepancy', repair)).toMatchObject({
    ok: true,
    discrepancy: { state: 'resolved', resolution: 'repaired' },
  })
  // From now on it counts: what was given back there is not given back here once more.
  expect(await merchantCall('refund', wish)).toMatchObject({ ok: false, refused: 'over_refundable' })
  const { order } = granted(await shop.phone('Buyer').call('get-order', { outTradeNo: orders.refunded }))
  expect(order).toMatchObject({ refundedFen: 4_500, refundableFen: 0 })
  expect((await store.order(orders.refunded)).refunds).toMatchObject([
    { amountFen: 1_000, state: 'succeeded' },
    { refundId: outRefundNo, amountFen: 3_500, state: 'succeeded', requestedBy: 'platform' },
  ])
})
