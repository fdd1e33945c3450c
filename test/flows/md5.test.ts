import { users } from '@stack/local-stack'
import { beforeAll, expect, test } from 'vitest'
import type { SimulatorEvent } from 'wxpay-simulator'
import { buyAndPay, granted, openStackBooks } from '../helpers/orders.ts'
import { eventually, openShop, type Shop } from '../helpers/shop.ts'

// The other files run on HMAC-SHA256; a shop that is set to MD5 pays and refunds with nothing else changed.

let shop: Shop
const events: SimulatorEvent[] = []

beforeAll(async () => {
  shop = await openShop({ signType: 'MD5', onGatewayEvent: (event) => events.push(event) })
})

test('a shop set to MD5 sells and refunds; every message of the loop carries an MD5 sign', async () => {
  const store = openStackBooks(shop.stack)
  const outTradeNo = await buyAndPay(shop.phone('Md5'))
  await eventually(
    () => store.order(outTradeNo),
    ({ state }) => state === 'paid',
  )
  const merchant = shop.phone(users.merchant)
  const wanted = { outTradeNo, amountFen: 4_500, reason: '全部退回', requestId: 'md5-refund-1' }
  expect(granted(await merchant.call('refund', wanted)).refund).toMatchObject({ state: 'processing' })
  await shop.stack.clock.advance(5_000)
  expect(await store.order(outTradeNo)).toMatchObject({ refunds: [{ state: 'succeeded', amountFen: 4_500 }] })

  const bodies = events.flatMap((event) => {
    if (event.kind === 'gateway') return [event.requestBody, event.responseBody]
    return event.kind === 'notification' && event.notification === 'pay' ? [event.requestBody] : []
  })
  const signs = bodies.map((body) => /<sign>(?:<!\[CDATA\[)?([0-9A-F]+)/.exec(body)?.[1]?.length)
  // unified order, refund and refund query with their answers, and the payment notification
  expect(signs).toEqual([32, 32, 32, 32, 32, 32, 32])
  expect(events.flatMap((event) => (event.kind === 'gateway' ? [event.path] : []))).toEqual([
    '/pay/unifiedorder',
    '/secapi/pay/refund',
    '/pay/refundquery',
  ])
  expect(await shop.gateway('/orders')).toMatchObject([{ outTradeNo, signType: 'MD5', tradeState: 'REFUND' }])
})
