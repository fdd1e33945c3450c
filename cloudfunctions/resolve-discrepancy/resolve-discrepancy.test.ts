import type { CallAnswer } from '@stack/contract'
import { fen, type Order, type Payment, refundableFen } from '@stack/order'
import type { FoundDiscrepancy, Services } from '@stack/shop'
import { buyer, memoryServices, merchant, noon, orders, refundAnswer, refundIn } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { resolveDiscrepancy } from './resolve-discrepancy.ts'

type Gateway = Services['gateway']
type PaymentAnswer = Awaited<ReturnType<Gateway['queryOrder']>>
type RefundAnswer = Awaited<ReturnType<Gateway['queryRefund']>>

const now = noon + 24 * 3_600_000
const outTradeNo = orders.paid._id
const refundId = `${outTradeNo}R1`
const payment = orders.paid.payment as Payment
const { transactionId } = payment

const discrepancyOf = (kind: FoundDiscrepancy['kind'], change: Partial<FoundDiscrepancy> = {}): FoundDiscrepancy => ({
  ...{ kind, billDate: '2026-01-15', outTradeNo, transactionId, localFen: null, gatewayFen: 4460, isRepairable: true },
  refundId: kind.startsWith('refund') ? refundId : null,
  ...change,
})

async function shop(discrepancy: FoundDiscrepancy, stored: Order[], gateway: Partial<Gateway> = {}) {
  const services = memoryServices({ now, orders: stored, merchants: [merchant], gateway })
  await services.store.discrepancies.keep(discrepancy, noon)
  const discrepancyId = [...services.store.discrepancies.stored.keys()][0] ?? ''
  const call = (data: { how: 'repair' } | { how: 'note'; note: string }, openid = merchant) =>
    resolveDiscrepancy(services, {
      ...{ openid, clientIp: '203.0.113.7', deadline: now + 8_000 },
      data: { discrepancyId, ...data },
    })
  return { services, discrepancyId, call, repair: () => call({ how: 'repair' }) }
}
const said = (answer: CallAnswer<'resolve-discrepancy'>) =>
  answer.ok ? `${answer.discrepancy.state} ${answer.discrepancy.resolution}` : answer.refused

const paid: PaymentAnswer = { kind: 'paid', payment }
const settled = refundAnswer('succeeded', { settledAt: noon })

describe('repair asks WeChat, stores what it says, and compares again: a payment', () => {
  const booked = { ...orders.paid, payment: { ...payment, totalFen: fen(4459) } }
  test.each<[kind: FoundDiscrepancy['kind'], here: Order, answer: PaymentAnswer, outcome: string]>([
    ['payment-missing-locally', orders.prepaid, paid, 'resolved repaired'],
    ['payment-missing-locally', orders.closed, paid, 'resolved repaired'],
    ['payment-missing-locally', orders.prepaid, { kind: 'unpaid' }, 'still_different'],
    [
      'payment-missing-locally',
      orders.prepaid,
      { kind: 'paid', payment: { ...payment, transactionId: '42' } },
      'still_different',
    ],
    ['payment-missing-in-bill', orders.paid, paid, 'resolved repaired'],
    ['payment-missing-in-bill', orders.paid, { kind: 'unpaid' }, 'still_different'],
    ['payment-missing-in-bill', orders.paid, { kind: 'order_not_found' }, 'still_different'],
    ['payment-amount', orders.paid, paid, 'resolved repaired'],
    ['payment-amount', booked, paid, 'still_different'],
    ['payment-state', orders.paid, paid, 'resolved repaired'],
    ['payment-state', orders.paid, { kind: 'closed' }, 'still_different'],
    ['payment-state', orders.paid, { kind: 'paid', payment: { ...payment, openid: 'oSomebody' } }, 'still_different'],
    ['payment-missing-locally', orders.prepaid, { kind: 'open', code: 'READ_TIMEOUT' }, 'gateway_unreachable'],
    ['payment-missing-locally', orders.prepaid, { kind: 'refused', code: 'NOAUTH', message: '' }, 'gateway_refused'],
  ])('%s, %#: %s', async (kind, here, answer, outcome) => {
    const { repair, services, discrepancyId } = await shop(discrepancyOf(kind), [here], {
      queryOrder: async () => answer,
    })
    expect(said(await repair())).toBe(outcome)
    expect(services.gateway.asked).toStrictEqual(['queryOrder'])
    const isResolved = outcome.startsWith('resolved')
    expect((await services.store.discrepancies.find(discrepancyId))?.state).toBe(isResolved ? 'resolved' : 'open')
  })

  test('what was missing is in the order records then', async () => {
    const { repair, services } = await shop(discrepancyOf('payment-missing-locally'), [orders.prepaid], {
      queryOrder: async () => paid,
    })
    await repair()
    expect(services.store.stored.get(outTradeNo)).toMatchObject({ state: 'paid', payment: { transactionId } })
  })
})

describe('repair asks WeChat, stores what it says, and compares again: a refund', () => {
  test.each<[kind: FoundDiscrepancy['kind'], here: Order, answer: RefundAnswer, outcome: string]>([
    ['refund-state', refundIn('processing'), settled, 'resolved repaired'],
    ['refund-state', refundIn('refused'), settled, 'resolved repaired'],
    ['refund-state', refundIn('refused'), refundAnswer('processing'), 'resolved repaired'],
    ['refund-state', refundIn('waiting'), settled, 'still_different'],
    ['refund-state', refundIn('succeeded'), refundAnswer('closed'), 'still_different'],
    ['refund-missing-in-bill', refundIn('succeeded'), settled, 'resolved repaired'],
    ['refund-missing-in-bill', refundIn('succeeded'), { kind: 'refund_not_found' }, 'still_different'],
    ['refund-amount', refundIn('succeeded'), settled, 'resolved repaired'],
    ['refund-amount', refundIn('succeeded'), { ...settled, amountFen: fen(999) }, 'still_different'],
    ['refund-amount', refundIn('processing'), refundAnswer('processing', { amountFen: fen(999) }), 'still_different'],
    ['refund-state', refundIn('processing'), { kind: 'open', code: 'SYSTEMERROR' }, 'gateway_unreachable'],
    ['refund-state', refundIn('processing'), { kind: 'refused', code: 'NOAUTH', message: '' }, 'gateway_refused'],
  ])('%s, %#: %s', async (kind, here, answer, outcome) => {
    const { repair, services } = await shop(discrepancyOf(kind), [here], { queryRefund: async () => answer })
    expect(said(await repair())).toBe(outcome)
    expect(services.gateway.asked).toStrictEqual(['queryRefund'])
  })
})

describe('repair adopts a refund that was made at WeChat’s platform', () => {
  const found = discrepancyOf('refund-missing-locally', { refundId: '50301', gatewayFen: 1000 })

  test.each<[what: string, answer: RefundAnswer, here: Order, outcome: string, refunds: object[]]>([
    ['it succeeded', settled, orders.paid, 'resolved repaired', [{ state: 'succeeded', amountFen: 1000 }]],
    ['it is processed', refundAnswer('processing'), orders.paid, 'resolved repaired', [{ state: 'processing' }]],
    ['CHANGE', refundAnswer('abnormal'), orders.paid, 'resolved repaired', [{ state: 'abnormal' }]],
    ['of another order', { ...settled, outTradeNo: 'WM0OTHER1' }, orders.paid, 'still_different', []],
    ['of another payment', { ...settled, transactionId: '42009' }, orders.paid, 'still_different', []],
    ['of an order that is not paid here', settled, orders.prepaid, 'still_different', []],
    ['WeChat does not know it', { kind: 'refund_not_found' }, orders.paid, 'still_different', []],
    ['WeChat cannot be reached', { kind: 'open', code: 'SYSTEMERROR' }, orders.paid, 'gateway_unreachable', []],
  ])('%s: %#', async (_what, answer, here, outcome, refunds) => {
    const { repair, services } = await shop(found, [here], { queryRefund: async () => answer })
    expect(said(await repair())).toBe(outcome)
    expect(services.store.stored.get(outTradeNo)?.refunds).toMatchObject(
      refunds.map((refund) => ({ refundId: '50301', requestedBy: 'platform', ...refund })),
    )
  })

  test('what it gave back is no longer offered', async () => {
    const { repair, services } = await shop(found, [orders.paid], { queryRefund: async () => settled })
    await repair()
    const order = services.store.stored.get(outTradeNo)
    expect(order && refundableFen(order)).toBe(3460)
  })
})

test.each<[what: string, discrepancy: FoundDiscrepancy, stored: Order[]]>([
  ['a fee', discrepancyOf('fee', { isRepairable: false }), [orders.paid]],
  ['money of no order here', discrepancyOf('payment-missing-locally', { isRepairable: false }), []],
  ['an order that is gone', discrepancyOf('payment-amount'), []],
])('not to be repaired: %s; nothing is asked', async (_what, discrepancy, stored) => {
  const { repair, call, services } = await shop(discrepancy, stored)
  expect(await repair()).toStrictEqual({ ok: false, refused: 'not_repairable' })
  expect(services.gateway.asked).toStrictEqual([])
  expect(said(await call({ how: 'note', note: '已与微信核对' }))).toBe('resolved noted')
})

test('a note says who settled it, when and how', async () => {
  const { call, discrepancyId, services } = await shop(discrepancyOf('fee', { isRepairable: false }), [])
  expect(await call({ how: 'note', note: '费率已调整' })).toMatchObject({
    ok: true,
    discrepancy: {
      ...{ discrepancyId, state: 'resolved', resolution: 'noted', note: '费率已调整', resolvedAt: now },
      ...{ resolvedBy: 'oTes…0002', isRepairable: false },
    },
  })
  expect(services.store.discrepancies.stored.get(discrepancyId)?.resolvedBy).toBe(merchant)
})

test('whoever comes second finds it resolved: the first note stays, and WeChat is not asked again', async () => {
  const { call, repair, services } = await shop(discrepancyOf('payment-amount'), [orders.paid])
  await call({ how: 'note', note: '第一' })
  for (const answer of [await call({ how: 'note', note: '第二' }), await repair()]) {
    expect(answer).toMatchObject({ ok: true, discrepancy: { note: '第一', resolution: 'noted' } })
  }
  expect(services.gateway.asked).toStrictEqual([])
})

test('a note that comes while WeChat is asked decides; the repair is told so', async () => {
  const { call, repair } = await shop(discrepancyOf('payment-amount'), [orders.paid], {
    queryOrder: async () => {
      await call({ how: 'note', note: '先到' })
      return paid
    },
  })
  expect(await repair()).toMatchObject({ ok: true, discrepancy: { resolution: 'noted', note: '先到' } })
})

test('only merchants, and only discrepancies that there are', async () => {
  const { call, services } = await shop(discrepancyOf('payment-amount'), [orders.paid])
  expect(await call({ how: 'repair' }, buyer)).toStrictEqual({ ok: false, refused: 'not_a_merchant' })
  const data = { discrepancyId: 'payment-amount-42', how: 'repair' } as const
  expect(
    await resolveDiscrepancy(services, { openid: merchant, clientIp: '203.0.113.7', deadline: now + 8_000, data }),
  ).toStrictEqual({ ok: false, refused: 'not_found' })
})
