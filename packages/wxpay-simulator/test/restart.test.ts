import { expect, test } from 'vitest'
import { OPENID, orderValues } from './_core.ts'
import { control, merchantOf, openShop, openSimulator, temporaryFolder } from './_stack.ts'

const NAME = 'notify.shop.test'
const ORDER = { ...orderValues('ORDER-1'), notify_url: `https://${NAME}/pay-notify` }
const REFUND = { out_trade_no: 'ORDER-1', out_refund_no: 'R1', total_fee: '88', refund_fee: '88' }

test('stopped between payment and notification, it goes on where it was', async () => {
  const shop = await openShop(NAME)
  const dataDir = await temporaryFolder()
  const options = { dataDir, resolve: { [NAME]: shop.target }, notifyCaFiles: [shop.caFile] }
  const first = await openSimulator({ ...options, settings: { firstDeliveryAtOnce: false } })
  const { call, payment } = merchantOf(first)
  const { prepay_id = '' } = await call('/pay/unifiedorder', ORDER)
  await control(first, 'POST /cashier', { ...payment(prepay_id, OPENID), action: 'pay' })
  await call('/secapi/pay/refund', { ...REFUND, notify_url: `https://${NAME}/refund-notify` })
  await first.close()
  expect(shop.received).toEqual([])

  const second = await openSimulator(options)
  expect(second.merchant).toEqual(first.merchant)
  expect(second.caFile).toBe(first.caFile)
  await second.clock.advance(60_000)
  expect(shop.received.map(({ path }) => path).sort()).toEqual(['/pay-notify', '/refund-notify'])
  const order = await merchantOf(second).call('/pay/orderquery', { out_trade_no: 'ORDER-1' })
  expect(order.trade_state).toBe('REFUND')
})
