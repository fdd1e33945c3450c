import type { FunctionName } from '@stack/contract'
import { users } from '@stack/scripts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Books, makeKnownOrders, openStackBooks } from './_orders.ts'
import { openidOf, openShop, type Shop } from './_shop.ts'
import { callWith } from './_wire.ts'

// Who calls is what the platform says, never what the caller says; a function has one door.

let shop: Shop
let books: Books
let known: Awaited<ReturnType<typeof makeKnownOrders>>

beforeAll(async () => {
  shop = await openShop()
  books = openStackBooks(shop.stack)
  known = await makeKnownOrders(shop, books)
})

async function writesNothing<T>(call: () => Promise<T>): Promise<T> {
  const before = await books.everything()
  const answer = await call()
  expect(await books.everything()).toEqual(before)
  return answer
}

/** What somebody would send who wants to be taken for another. */
const forged = (openid: string) => ({
  openid,
  OPENID: openid,
  userInfo: { appId: shop.stack.simulator.merchant.appId, openId: openid },
  wxContext: { OPENID: openid },
  role: 'merchant',
  isMerchant: true,
})

const unknownOrder = 'WMNOBODY0000000000000000'
const goodData: Record<FunctionName, (outTradeNo: string) => object> = {
  'get-profile': () => ({}),
  'list-products': () => ({}),
  'create-order': () => ({ requestId: 'wrong-caller-create', lines: [{ productId: 'sticker', quantity: 1 }] }),
  'unified-order': (outTradeNo) => ({ outTradeNo }),
  'get-order': (outTradeNo) => ({ outTradeNo }),
  'list-orders': () => ({}),
  'cancel-order': (outTradeNo) => ({ outTradeNo }),
  'request-refund': (outTradeNo) => ({ requestId: 'wrong-caller-2', outTradeNo, amountFen: 1, reason: '' }),
  'withdraw-refund': (outTradeNo) => ({ outTradeNo, refundId: known.refundId }),
  'list-shop-orders': () => ({}),
  'list-refund-requests': () => ({}),
  refund: (outTradeNo) => ({ outTradeNo, refundId: known.refundId }),
  'mark-collected': (outTradeNo) => ({ outTradeNo }),
  'reject-refund': (outTradeNo) => ({ outTradeNo, refundId: known.refundId, reason: '已过七天' }),
}

describe('somebody else’s order', () => {
  test.each<FunctionName>(['get-order', 'unified-order', 'cancel-order', 'request-refund', 'withdraw-refund'])(
    '%s answers exactly as for an order that does not exist, whoever the data claims to be from',
    async (name) => {
      const openid = openidOf('Stranger')
      const ask = async (outTradeNo: string) => {
        const data = { ...forged(openidOf('Owner')), ...goodData[name](outTradeNo) }
        const { errMsg, result } = await callWith(shop.stack, name, { openid, data })
        return { errMsg, result }
      }
      const [ofPaid, ofUnpaid, ofNobody] = await writesNothing(async () => [
        await ask(known.paid),
        await ask(known.unpaid),
        await ask(unknownOrder),
      ])
      expect(ofNobody).toEqual({ errMsg: 'cloud.callFunction:ok', result: { ok: false, refused: 'not_found' } })
      expect([ofPaid, ofUnpaid]).toEqual([ofNobody, ofNobody])
    },
  )

  test('list-orders lists the caller’s own only', async () => {
    const { result } = await callWith(shop.stack, 'list-orders', {
      openid: openidOf('Stranger'),
      data: forged(openidOf('Owner')),
    })
    expect(result).toEqual({ ok: true, orders: [], next: null })
  })

  test('create-order makes the caller’s order at the catalogue’s price, whatever the data says', async () => {
    const prices = {
      totalFen: 1,
      totalFee: 1,
      amountFen: 1,
      priceFen: 1,
      outTradeNo: 'WMCHOSEN00000001',
      state: 'paid',
    }
    const data = {
      ...forged(openidOf('Owner')),
      ...prices,
      requestId: 'wrong-caller-3',
      lines: [{ productId: 'tea-longjing', quantity: 1, priceFen: 1, title: 'x' }],
    }
    const { result } = await callWith(shop.stack, 'create-order', { openid: openidOf('Maker'), data })
    expect(result).toMatchObject({ ok: true, order: { state: 'unpaid', totalFen: 12_800 } })
    const { outTradeNo } = (result as { order: { outTradeNo: string } }).order
    expect(outTradeNo).not.toBe(prices.outTradeNo)
    expect(await books.order(outTradeNo)).toMatchObject({
      openid: openidOf('Maker'),
      totalFen: 12_800,
      lines: [{ productId: 'tea-longjing', title: '明前龙井 50g', priceFen: 12_800, quantity: 1 }],
      payment: null,
    })
  })
})

describe('nobody is a merchant but who stands in the list', () => {
  test.each<FunctionName>(['list-shop-orders', 'list-refund-requests', 'refund', 'mark-collected', 'reject-refund'])(
    '%s refuses the buyer of the very order, however it dresses up',
    async (name) => {
      const data = { ...forged(users.merchant), ...goodData[name](known.paid) }
      const { errMsg, result } = await writesNothing(() =>
        callWith(shop.stack, name, { openid: openidOf('Owner'), data }),
      )
      expect({ errMsg, result }).toEqual({
        errMsg: 'cloud.callFunction:ok',
        result: { ok: false, refused: 'not_a_merchant' },
      })
    },
  )

  test.each([
    ['Owner', openidOf('Owner'), false],
    ['the merchant', users.merchant, true],
  ])('get-profile tells %s who the platform says that it is', async (_who, openid, isMerchant) => {
    const data = forged(isMerchant ? openidOf('Owner') : users.merchant)
    const { result } = await callWith(shop.stack, 'get-profile', { openid, data })
    expect(result).toEqual({ ok: true, openid, isMerchant })
  })
})

describe('the wrong door', () => {
  test.each(Object.keys(goodData) as FunctionName[])('%s does not answer a call without a user', async (name) => {
    const data = { ...forged(users.merchant), ...goodData[name](known.paid) }
    const { errMsg, result } = await writesNothing(() => callWith(shop.stack, name, { as: 'console', data }))
    expect({ errMsg, result }).toEqual({
      errMsg: 'cloud.callFunction:ok',
      result: { ok: false, refused: 'wrong_door' },
    })
  })

  test.each(['close-expired-orders', 'sync-refunds'])(
    '%s does not run for a user who plays the timer',
    async (name) => {
      const data = { Type: 'Timer', TriggerName: 'every-minute', Time: '2026-03-02T04:00:00Z', Message: '' }
      const { result } = await writesNothing(() => callWith(shop.stack, name, { openid: users.merchant, data }))
      expect(result).toEqual({ ok: false, refused: 'wrong_door' })
    },
  )

  // These two know no caller at all: only a signed or sealed message counts, by whatever way it comes.
  test.each(['pay-notify', 'refund-notify'])('%s takes nothing unsigned from a user', async (name) => {
    const body = `<xml><return_code>SUCCESS</return_code><out_trade_no>${known.unpaid}</out_trade_no></xml>`
    const { result } = await writesNothing(() =>
      callWith(shop.stack, name, {
        openid: users.merchant,
        data: { body, isBase64Encoded: false, httpMethod: 'POST' },
      }),
    )
    expect(result).toMatchObject({ statusCode: 200, body: expect.stringContaining('<![CDATA[FAIL]]>') })
  })
})
