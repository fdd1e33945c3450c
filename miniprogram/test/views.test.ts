import { describe, expect, test } from 'vitest'
import { mergeOrders } from '../utils/merge-orders.ts'
import { viewOrder } from '../utils/view-order.ts'
import { viewProduct } from '../utils/view-product.ts'
import { makeOrder, moved, tea } from './_shop.ts'

describe('viewOrder', () => {
  test.each([
    ['unpaid', false, '未支付', 'pay cancel'],
    ['unpaid', true, '支付结果确认中', 'ask'],
    ['closing', false, '正在取消', 'ask'],
    ['closing', true, '正在取消', 'ask'],
    ['closed', false, '已关闭，未支付', ''],
    ['closed', true, '已关闭，未支付', ''],
    ['paid', false, '已支付', ''],
    ['paid', true, '已支付', ''],
  ] as const)('%s, confirming %s: %s [%s]', (state, confirming, status, ways) => {
    const card = viewOrder(makeOrder({ state }), confirming)
    const offered = [card.canPay && 'pay', card.canCancel && 'cancel', card.canAsk && 'ask'].filter(Boolean).join(' ')
    expect([card.status, offered]).toEqual([status, ways])
  })

  test('shows what was bought, for how much, and what came back', () => {
    const lines = [
      { productId: 'tea', title: '龙井茶', priceFen: 12_800, quantity: 2 },
      { productId: 'cup', title: '茶杯', priceFen: 1_950, quantity: 1 },
    ]
    expect(viewOrder(makeOrder({ lines, totalFen: 27_550, refundedFen: 1_950 }), false)).toMatchObject({
      content: '龙井茶 × 2、茶杯 × 1',
      total: '¥275.50',
      refunded: '已退款 ¥19.50',
    })
    expect(viewOrder(makeOrder(), false).refunded).toBe('')
  })
})

describe('viewProduct', () => {
  test('in stock', () => {
    expect(viewProduct(tea)).toEqual({
      productId: 'tea',
      title: '龙井茶',
      price: '¥128.00',
      stock: '库存 3 件',
      soldOut: false,
      picture: '',
      initial: '龙',
    })
  })

  test('sold out', () => {
    expect(viewProduct({ ...tea, stock: 0 })).toMatchObject({ stock: '已售罄', soldOut: true })
  })
})

describe('mergeOrders', () => {
  const older = makeOrder({ outTradeNo: 'WM1', createdAt: 1_000 })
  const newer = makeOrder({ outTradeNo: 'WM2', createdAt: 2_000 })

  test('newest order first, each once', () => {
    expect(mergeOrders([older], [newer, older]).map(({ outTradeNo }) => outTradeNo)).toEqual(['WM2', 'WM1'])
  })

  test.each([
    ['a later word replaces an earlier one', [older], [moved(older, 'paid')]],
    ['an answer that was overtaken changes nothing', [moved(older, 'paid')], [older]],
    ['also within one answer', [], [moved(older, 'paid'), older]],
  ])('%s', (_case, known, told) => {
    expect(mergeOrders(known, told)).toEqual([moved(older, 'paid')])
  })
})
