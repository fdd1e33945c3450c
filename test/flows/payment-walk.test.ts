import type { OrderView } from '@stack/contract'
import { users } from '@stack/local-stack'
import { buy } from 'miniprogram/pay-order'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventually, openShop, type Shop } from '../helpers/shop.ts'

// The story of one order, from the mini program's own service to the money back at the buyer. Every test is the next page.

let shop: Shop
let outTradeNo: string

beforeAll(async () => {
  shop = await openShop()
})

const buyer = () => shop.phone(users.buyerA)
const merchant = () => shop.phone(users.merchant)

async function readOrder(): Promise<OrderView> {
  const answer = await buyer().call('get-order', { outTradeNo })
  if (!answer.ok) throw new Error(answer.refused)
  return answer.order
}

const stockOf = async (productId: string) => {
  const answer = await buyer().call('list-products', {})
  return answer.ok ? answer.products.find((product) => product.productId === productId)?.stock : undefined
}

describe('the walk of a payment', () => {
  test('the buyer sees what the shop sells', async () => {
    const answer = await buyer().call('list-products', {})
    expect(answer).toMatchObject({
      ok: true,
      products: expect.arrayContaining([expect.objectContaining({ productId: 'tea-puer', priceFen: 6600, stock: 60 })]),
    })
  })

  test('the mini program buys: create-order, unified-order, cashier, and then the order itself is asked', async () => {
    const cashierWords: string[] = []
    const { order, confirming, refused } = await buy(
      { requestId: 'walk-0001', lines: [{ productId: 'tea-puer', quantity: 2 }], remark: '请包好' },
      {
        call: (name, data) => buyer().call(name, data),
        openCashier: async (payment) => {
          const { errMsg } = await buyer().cashier(payment)
          cashierWords.push(errMsg)
          return errMsg === 'requestPayment:ok' ? 'ok' : 'failed'
        },
        pause: async () => undefined,
      },
    )
    expect(cashierWords).toEqual(['requestPayment:ok'])
    expect({ confirming, refused, state: order?.state, totalFen: order?.totalFen }).toEqual({
      confirming: false,
      refused: null,
      state: 'paid',
      totalFen: 13_200,
    })
    outTradeNo = order?.outTradeNo ?? ''
    expect(await stockOf('tea-puer')).toBe(58)
  })

  test('WeChat delivered one notification, and it was acknowledged after the order was stored', async () => {
    const deliveries = await eventually(
      () => shop.gateway<{ acknowledged: number; status: number }[]>('/deliveries'),
      (list) => list.length > 0,
    )
    expect(deliveries).toMatchObject([{ acknowledged: 1, status: 200 }])
    expect((await readOrder()).timeline.map(({ type }) => type)).toEqual(['created', 'prepay-begun', 'prepaid', 'paid'])
  })

  test('the gateway knows the same order as paid', async () => {
    expect(await shop.gateway('/orders')).toMatchObject([{ outTradeNo, tradeState: 'SUCCESS' }])
  })

  test('the buyer asks for one of two back; the merchant sees the request', async () => {
    const wanted = { requestId: 'walk-refund-1', outTradeNo, amountFen: 6_600, reason: '少了一饼' }
    expect(await buyer().call('request-refund', wanted)).toMatchObject({ ok: true, refund: { state: 'waiting' } })
    expect(await merchant().call('list-refund-requests', {})).toMatchObject({
      ok: true,
      requests: [{ outTradeNo, refund: { refundId: `${outTradeNo}R1`, amountFen: 6_600 } }],
      next: null,
    })
  })

  test('the merchant approves it: the refund goes out over mTLS and is processing', async () => {
    const answer = await merchant().call('refund', { outTradeNo, refundId: `${outTradeNo}R1` })
    expect(answer).toMatchObject({ ok: true, refund: { state: 'processing', amountFen: 6_600 } })
  })

  test('WeChat ends it: the notification is decrypted, refundquery confirms it', async () => {
    await shop.stack.clock.advance(60_000)
    const order = await eventually(readOrder, ({ refundedFen }) => refundedFen > 0)
    expect(order).toMatchObject({ state: 'paid', refundedFen: 6_600, refundableFen: 6_600 })
    expect(order.refunds).toMatchObject([{ state: 'succeeded', requestedBy: 'buyer' }])
  })

  test('the merchant refunds the rest without a request; nothing is left to refund', async () => {
    const wanted = { outTradeNo, amountFen: 6_600, reason: '全部退回', requestId: 'walk-refund-2' }
    expect(await merchant().call('refund', wanted)).toMatchObject({ ok: true, refund: { state: 'processing' } })
    await shop.stack.clock.advance(60_000)
    const order = await eventually(
      readOrder,
      ({ refundableFen, refundedFen }) => refundedFen === 13_200 && refundableFen === 0,
    )
    expect(order).toMatchObject({ refundedFen: 13_200, refundableFen: 0 })
    expect(await merchant().call('refund', { ...wanted, requestId: 'walk-refund-3', amountFen: 1 })).toEqual({
      ok: false,
      refused: 'over_refundable',
    })
  })

  test("the gateway's records are square: every entry sums to zero, the buyer has everything back", async () => {
    const { balances } = await shop.gateway<{ balances: Record<string, number> }>('/ledger')
    expect(Object.values(balances).reduce((sum, balance) => sum + balance, 0)).toBe(0)
    expect(Object.values(balances).every((balance) => balance === 0)).toBe(true)
  })
})
