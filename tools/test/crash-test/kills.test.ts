import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fen, fold, type Order, type OrderEvent } from '@stack/order'
import { describe, expect, onTestFinished, test } from 'vitest'
import { acknowledgedBy, acknowledgedNotifications, paidAtCashier } from '../../crash-test/acknowledgements.ts'
import { brokenAtEnd, type End } from '../../crash-test/check-end.ts'
import { goods } from '../../crash-test/goods.ts'
import { planKills } from '../../crash-test/killer.ts'
import { watchMoments } from '../../crash-test/moments.ts'

const [tea] = goods
const outTradeNo = 'WM1'
const refundId = 'WM1R1'
const openid = 'oKillsBuyerA0000000000000000'
const lines = [{ productId: tea.productId, title: 'A tea', priceFen: fen(tea.priceFen), quantity: 1 }]
const totalFen = fen(tea.priceFen)
const gatewayIds = { gatewayRefundId: '50001', settledAt: 7, receivedBy: '支付用户零钱' }

const history: OrderEvent[] = [
  { at: 1, type: 'created', outTradeNo, openid, requestId: 'request-1', lines, totalFen, remark: '', expiresAt: 99 },
  {
    ...{ at: 2, type: 'prepay-begun', timeStart: 2, timeExpire: 99 },
    ...{ spbillCreateIp: '127.0.0.1', inFlightUntil: 3 },
  },
  { at: 3, type: 'prepaid', prepayId: 'wx1' },
  {
    ...{ at: 4, type: 'paid', transactionId: '4200001', paidAt: 4, totalFen },
    ...{ bankType: 'OTHERS', openid, reportedBy: 'notification' },
  },
  { at: 5, type: 'refund-requested', refundId, requestId: 'refund-1', amountFen: fen(1_000), reason: '', by: openid },
  { at: 6, type: 'refund-approved', refundId, by: 'oKillsMerchantA0000000000000' },
  { at: 7, type: 'refund-settled', refundId, state: 'succeeded', ...gatewayIds },
]

const orderAfter = (events: OrderEvent[]): Order => ({
  ...fold(events),
  ...{ history: events, nextCheckAt: null, lastQueriedAt: 0, refundHints: 0 },
})

/** One order, paid and partly refunded, the same on both sides. */
function agreeing() {
  const order = orderAfter(history)
  const paid = { outTradeNo, totalFen: tea.priceFen, openid, paidAt: 4, transactionId: '4200001' }
  const refund = { outTradeNo, outRefundNo: refundId, refundId: '50001', refundFen: 1_000, settleAt: 7 }
  const notice = { outTradeNo, nextAt: null, outcome: 'acknowledged' as const }
  return {
    orders: new Map([[outTradeNo, order]]),
    stock: new Map<string, number>(
      goods.map(({ productId, stock }) => [productId, stock - Number(productId === 'tea')]),
    ),
    gateway: {
      orders: new Map([[outTradeNo, paid]]),
      refunds: [{ ...refund, status: 'SUCCESS' as const }],
      notifications: [
        { ...notice, notificationId: 1, kind: 'pay' as const, outRefundNo: null },
        { ...notice, notificationId: 2, kind: 'refund' as const, outRefundNo: refundId },
      ],
      deliveries: [{ acknowledged: 1 as const }, { acknowledged: 1 as const }],
      balances: { buyers: 1_000 - tea.priceFen },
    },
  } satisfies End
}
type Agreeing = ReturnType<typeof agreeing>

test('two sides that agree break no rule', () => {
  expect(brokenAtEnd(agreeing())).toEqual([])
})

const only = (end: Agreeing) => end.orders.get(outTradeNo) as Order
const backTo = (count: number) => (end: Agreeing) =>
  void end.orders.set(outTradeNo, orderAfter(history.slice(0, count)))

test.each<[what: string, change: (end: Agreeing) => unknown, rule: RegExp]>([
  ['the payment is lost here', backTo(3), /^payments and refunds are the same.*only in the bill: payment WM1/m],
  ['the refund is lost here', backTo(4), /^payments and refunds are the same.*only in the bill: refund WM1/m],
  ['the payment is lost there', ({ gateway }) => gateway.orders.clear(), /^payments and refunds are the same/m],
  ['the refund is lost there', ({ gateway }) => gateway.refunds.pop(), /only in the order records: refund WM1/],
  ['a refund went out twice', ({ gateway: { refunds } }) => refunds.push(...refunds), /only in the bill: refund WM1/],
  [
    'more was given back than paid',
    ({ gateway: { refunds } }) => refunds.map((refund) => Object.assign(refund, { refundFen: 2_000 })),
    /^no more is given back than was paid: WM1/m,
  ],
  [
    'the ledger says another sum',
    (end) => Object.assign(end.gateway.balances, { buyers: 0 }),
    /^the buyers have paid/m,
  ],
  ['somebody else has paid', (end) => Object.assign(only(end), { openid: 'oOther' }), /^who paid is whose order/m],
  ['the facts left the history', (end) => Object.assign(only(end), { remark: 'x' }), /^an order is the fold/m],
  ['paid is booked twice', (end) => only(end).history.push(...history.slice(3, 4)), /^a payment is booked once: WM1/m],
  ['a request made two orders', (end) => end.orders.set('WM2', only(end)), /^a request made one order/m],
  [
    'a request made two refunds',
    (end) => Object.assign(only(end), { refunds: [...only(end).refunds, ...only(end).refunds] }),
    /^a request made one refund/m,
  ],
  ['a piece is missing', ({ stock }) => stock.set('cup', 0), /^stock is what was there/m],
  ['an order is still unpaid', backTo(3), /^nothing stays open: WM1 unpaid/m],
  ['a refund was never sent', backTo(6), /^nothing stays open: WM1 paid/m],
  [
    'a refund has not ended',
    ({ gateway }) => Object.assign(gateway.refunds[0] as object, { status: 'PROCESSING' }),
    /^refunds at the gateway have ended/m,
  ],
  [
    'a notification waits',
    ({ gateway }) => Object.assign(gateway.notifications[0] as object, { outcome: 'pending' }),
    /^every notification was acknowledged or given up: pay WM1/m,
  ],
])('%s', (_what, change, rule) => {
  const end = agreeing()
  change(end)
  expect(brokenAtEnd(end).join('\n')).toMatch(rule)
})

describe('what was acknowledged', () => {
  const timeline = history.slice(0, 3).map(({ type, at }) => ({ type, at }))
  const view = { outTradeNo, state: 'unpaid', totalFen: tea.priceFen, timeline }
  const refund = { refundId, amountFen: 1_000, state: 'approved' }
  // As much of the answers as is compared.
  const told = (name: string, data: object, answer: object) =>
    acknowledgedBy(
      name as 'refund',
      openid,
      data as { outTradeNo: string; refundId: string },
      answer as { ok: false; refused: 'busy' },
    )
  const acknowledgements = [
    ...told('create-order', { requestId: 'request-1' }, { ok: true, order: view }),
    ...told('unified-order', { outTradeNo }, { ok: true, payment: { package: 'prepay_id=wx1' } }),
    paidAtCashier(outTradeNo),
    ...told('refund', { outTradeNo, refundId }, { ok: true, refund }),
    ...acknowledgedNotifications(agreeing()),
  ]
  const lost = (end: Agreeing) => acknowledgements.filter(({ holds }) => !holds(only(end), end)).map(({ what }) => what)

  test('a refusal acknowledges nothing', () => {
    expect(told('refund', { outTradeNo, refundId }, { ok: false, refused: 'busy' })).toEqual([])
  })

  test('holds, whatever came after it', () => {
    expect(acknowledgements).toHaveLength(7)
    expect(lost(agreeing())).toEqual([])
  })

  test.each<[what: string, change: (end: Agreeing) => unknown, words: string[]]>([
    [
      'the refund is not approved',
      backTo(5),
      ['refund WM1R1 of 1000 fen shown as approved', 'refund notification of WM1R1 answered SUCCESS'],
    ],
    ['the payment is not booked', backTo(3), ['pay notification of WM1 answered SUCCESS']],
    ['the prepay_id is gone', backTo(2), ['shown as unpaid after 3 events', 'handed out prepay_id=wx1']],
    [
      'it is an order of another request',
      (end) => Object.assign(only(end), { requestId: 'x' }),
      ['made for request request-1'],
    ],
    [
      'the gateway knows no payment',
      ({ gateway }) => gateway.orders.clear(),
      ['handed out prepay_id=wx1', 'paid at the cashier'],
    ],
  ])('lost: %s', (_what, change, words) => {
    const end = agreeing()
    change(end)
    expect(lost(end)).toEqual(expect.arrayContaining(words))
  })
})

test('a seed decides the kills, shared out among the three', () => {
  const options = { seed: 7, count: 201, mostMoments: 40 }
  const plan = planKills(options)
  expect(planKills(options)).toEqual(plan)
  expect(planKills({ ...options, seed: 8 })).not.toEqual(plan)
  expect(plan.every(({ count }) => count >= 1 && count <= 40)).toBe(true)
  for (const victim of ['function', 'emulator', 'simulator']) {
    expect(plan.filter((kill) => kill.victim === victim)).toHaveLength(67)
  }
})

test('moments are counted from the asking; a write is seen in the folder; the end lets everybody go', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wxpay-moments-'))
  const moments = watchMoments({ 'cloud write': dir, 'gateway write': dir })
  onTestFinished(() => {
    moments.end()
    rmSync(dir, { recursive: true, force: true })
  })
  const seen: string[] = []
  const second = moments.nth('call', 2).then(() => seen.push('second call'))
  moments.note('call')
  moments.note('answer')
  await Promise.resolve()
  expect(seen).toEqual([])
  moments.note('call')
  await second
  const written = moments.nth('cloud write', 1)
  writeFileSync(join(dir, 'database.sqlite-wal'), 'x')
  await written
  const never = moments.nth('answer', 1_000)
  moments.end()
  await never
  await moments.nth('answer', 1)
  expect(seen).toEqual(['second call'])
})
