import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SimulatorEvent } from '../src/index.ts'
import { OPENID, orderValues } from './helpers/core.ts'
import { control, merchantOf, openShop, openSimulator, shareSimulator } from './helpers/stack.ts'

const NAME = 'notify.shop.test'
const ORDER = { ...orderValues('ORDER-1'), notify_url: `https://${NAME}/pay-notify` }
const REFUND = { out_trade_no: 'ORDER-1', out_refund_no: 'R1', total_fee: '88', refund_fee: '88' }

describe('a whole purchase', () => {
  test('order, payment, notification, refund, notification; every host verified, none reached outside', async () => {
    const shop = await openShop(NAME)
    const events: SimulatorEvent[] = []
    const simulator = await openSimulator({
      productionNotifyUrls: true,
      resolve: { [NAME]: shop.target },
      notifyCaFiles: [shop.caFile],
      onEvent: (event) => events.push(event),
    })
    const { call, payment } = merchantOf(simulator)
    const { prepay_id = '' } = await call('/pay/unifiedorder', ORDER)
    const paid = shop.arrival()
    const answer = await control(simulator, 'POST /cashier', { ...payment(prepay_id, OPENID), action: 'pay' })
    expect(answer).toEqual({ status: 200, json: { errMsg: 'requestPayment:ok', outTradeNo: 'ORDER-1' } })
    await paid
    await call('/secapi/pay/refund', { ...REFUND, notify_url: `https://${NAME}/refund-notify` })
    await simulator.clock.advance(3000)
    expect(shop.received.map(({ path, host, contentType }) => [path, host, contentType])).toEqual([
      ['/pay-notify', NAME, 'text/xml'],
      ['/refund-notify', NAME, 'text/xml'],
    ])
    expect(shop.received[0]?.body).toContain('<out_trade_no><![CDATA[ORDER-1]]></out_trade_no>\n')
    expect(shop.received[1]?.body).toMatch(/^<xml><return_code>SUCCESS<\/return_code><appid>.*<\/xml>$/)
    const refunds = await call('/pay/refundquery', { out_refund_no: 'R1' })
    expect(refunds).toMatchObject({ refund_status_0: 'SUCCESS' })
    const { json } = await control(simulator, 'GET /deliveries')
    expect(json).toMatchObject([{ acknowledged: 1 }, { acknowledged: 1 }])
    expect(events.map((event) => event.kind)).toEqual(expect.arrayContaining(['gateway', 'cashier', 'notification']))
  })
})

describe('deliveries over TLS', () => {
  const shared = shareSimulator()

  test('a host whose certificate nobody vouches for is not told anything', async () => {
    const shop = await openShop(NAME)
    const simulator = shared()
    simulator.resolve(NAME, shop.target)
    const { call, payment } = merchantOf(simulator)
    const { prepay_id = '' } = await call('/pay/unifiedorder', ORDER)
    await control(simulator, 'POST /cashier', { ...payment(prepay_id, OPENID), action: 'pay' })
    await simulator.clock.advance(0)
    const { json } = await control(simulator, 'GET /deliveries')
    expect(json).toMatchObject([{ status: null, acknowledged: 0 }])
    expect(shop.received).toEqual([])
    simulator.trustNotifyCa(shop.caFile)
    await simulator.clock.advance(15_000)
    expect(shop.received).toHaveLength(1)
  })

  test('twenty copies at once, on request', async () => {
    const shop = await openShop(NAME)
    const simulator = shared()
    simulator.resolve(NAME, shop.target)
    simulator.trustNotifyCa(shop.caFile)
    const { call, payment } = merchantOf(simulator)
    const { prepay_id = '' } = await call('/pay/unifiedorder', { ...ORDER, out_trade_no: 'ORDER-2' })
    await control(simulator, 'POST /cashier', { ...payment(prepay_id, OPENID), action: 'pay' })
    await simulator.clock.advance(0)
    await control(simulator, 'POST /redeliver', { notificationId: 2, times: 20 })
    expect(shop.received).toHaveLength(21)
    expect(new Set(shop.received.map(({ body }) => body)).size).toBe(1)
  })

  test('a server that takes the notification and never answers', async () => {
    const silent = createServer(() => undefined)
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    onTestFinished(() => void silent.close().closeAllConnections())
    const { port } = silent.address() as AddressInfo
    const simulator = shared()
    await control(simulator, 'POST /settings', { answerTimeoutMs: 50 })
    const { call, payment } = merchantOf(simulator)
    const order = { ...ORDER, out_trade_no: 'ORDER-3', notify_url: `http://127.0.0.1:${port}/notify` }
    const { prepay_id = '' } = await call('/pay/unifiedorder', order)
    await control(simulator, 'POST /cashier', { ...payment(prepay_id, OPENID), action: 'pay' })
    await simulator.clock.advance(0)
    const { json } = await control(simulator, 'GET /deliveries')
    expect(json.at(-1)).toMatchObject({ status: null, error: 'no whole answer within 50 ms', acknowledged: 0 })
  })
})
