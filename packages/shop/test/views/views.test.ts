import {
  fen,
  markCollected,
  type Order,
  type Product,
  type RefundState,
  recordPayment,
  requestRefund,
  startRefund,
} from '@stack/order'
import { describe, expect, test } from 'vitest'
import { agreed, buyer, merchant, noon, orders, paymentOf, products, refundIn } from '../../src/testing.ts'
import { viewOrder, viewProduct, viewRefund, viewShopOrder, viewShopRefund } from '../../src/views/views.ts'

const refundStates = [
  'waiting',
  'withdrawn',
  'rejected',
  'approved',
  'refused',
  'processing',
  'succeeded',
  'abnormal',
  'closed',
] as const satisfies RefundState[]

const all: [name: string, order: Order][] = [
  ...Object.entries(orders),
  ...refundStates.map((state): [string, Order] => [`refund ${state}`, refundIn(state)]),
]

describe.each(all)('%s', (_name, order) => {
  test('a buyer sees no openid and nothing of the gateway’s', () => {
    const seen = JSON.stringify(viewOrder(order))
    for (const hidden of [
      buyer,
      merchant,
      paymentOf(order).transactionId,
      '50000000002026011500000000001',
      'NOTENOUGH',
      '余额不足',
      'wx15120001000000abcdef',
      '203.0.113.7',
    ]) {
      expect(seen).not.toContain(hidden)
    }
  })

  test('a merchant sees who paid only masked', () => {
    const view = viewShopOrder(order, merchant)
    expect(JSON.stringify(view)).not.toContain(buyer)
    expect(JSON.stringify(view)).not.toContain(merchant)
    expect(view.buyer).toBe('oTes…0001')
    expect(view.transactionId).toBe(order.payment?.transactionId ?? null)
  })
})

test('viewOrder of a paid order with a refund', () => {
  expect(viewOrder(refundIn('succeeded'))).toStrictEqual({
    outTradeNo: 'WM0SAMPLE1',
    state: 'paid',
    lines: [
      { productId: 'tea', title: '白毫银针', priceFen: 1980, quantity: 2 },
      { productId: 'cup', title: '白瓷杯', priceFen: 500, quantity: 1 },
    ],
    totalFen: 4460,
    remark: '少糖',
    createdAt: noon,
    expiresAt: noon + 1_800_000,
    closedBy: null,
    paidAt: noon + 120_000,
    collectedAt: null,
    refundedFen: 1000,
    refundableFen: 3460,
    overRefundedFen: 0,
    refunds: [
      {
        refundId: 'WM0SAMPLE1R1',
        amountFen: 1000,
        reason: '不喜欢',
        state: 'succeeded',
        requestedBy: 'buyer',
        ofExtraPayment: false,
        requestedAt: noon + 600_000,
        decidedAt: noon + 600_000,
        rejection: null,
        settledAt: noon + 660_000,
        receivedBy: '支付用户零钱',
      },
    ],
    timeline: [
      { at: noon, type: 'created' },
      { at: noon, type: 'prepay-begun' },
      { at: noon + 1_000, type: 'prepaid' },
      { at: noon + 121_000, type: 'paid', amountFen: 4460 },
      { at: noon + 600_000, type: 'refund-requested', amountFen: 1000, refundId: 'WM0SAMPLE1R1' },
      { at: noon + 600_000, type: 'refund-approved', amountFen: 1000, refundId: 'WM0SAMPLE1R1' },
      { at: noon + 660_000, type: 'refund-settled', amountFen: 1000, refundId: 'WM0SAMPLE1R1' },
    ],
  })
})

test('a merchant sees what the gateway said of a refund', () => {
  const order = refundIn('refused')
  expect(viewShopOrder(order, merchant).refunds).toMatchObject([
    { refusal: { code: 'NOTENOUGH' }, gatewayRefundId: null },
  ])
  expect(viewShopOrder(refundIn('processing'), merchant).refunds).toMatchObject([
    { refusal: null, gatewayRefundId: '50000000002026011500000000001' },
  ])
})

const wish = { requestId: 'refund-2', amountFen: fen(1), reason: '' }
test.each<[by: string, order: Order]>([
  ['buyer', agreed(requestRefund(orders.paid, { ...wish, by: buyer }, noon))],
  ['merchant', agreed(startRefund(orders.paid, { ...wish, by: merchant }, noon))],
  ['system', agreed(recordPayment(orders.closed, paymentOf(orders.closed), noon))],
])('a refund that the %s asked for says so', (by, order) => {
  const [refund] = order.refunds
  if (refund === undefined) throw new Error('the sample has a refund')
  expect(viewRefund(order, refund).requestedBy).toBe(by)
  expect(viewShopRefund(order, refund, merchant).requestedBy).toBe(by)
})

test('what was handed over says when; who did it nobody sees', () => {
  const order = agreed(markCollected(orders.paid, merchant, noon + 300_000))
  for (const view of [viewOrder(order), viewShopOrder(order, merchant)]) {
    expect(view.collectedAt).toBe(noon + 300_000)
    expect(view.timeline.at(-1)).toStrictEqual({ at: noon + 300_000, type: 'collected' })
    expect(JSON.stringify(view)).not.toContain(merchant)
  }
})

test('viewProduct', () => {
  expect(products.map(viewProduct)[0]).toStrictEqual({
    productId: 'tea',
    title: '白毫银针',
    description: '',
    priceFen: 1980,
    stock: 100,
    picture: '/tea.png',
  })
})

test('viewProduct of one with a description', () => {
  const tea = { ...products[0], description: '清甜的白茶' } as Product
  expect(viewProduct(tea).description).toBe('清甜的白茶')
})
