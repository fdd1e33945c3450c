import { randomBytes } from 'node:crypto'
import { openDatabaseFile } from '@stack/emulator-kit/database'
import { expect, onTestFinished, test } from 'vitest'
import { createCore } from '../src/index.ts'
import { OPENID, orderValues } from './helpers/core.ts'
import { control, merchantOf, openShop, openSimulator, temporaryFolder } from './helpers/stack.ts'

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

test('a database of before refunds could go on is migrated', () => {
  const db = openDatabaseFile(':memory:')
  onTestFinished(() => db.close())
  db.exec(`CREATE TABLE refunds (
    outRefundNo TEXT PRIMARY KEY, refundId TEXT NOT NULL UNIQUE, outTradeNo TEXT NOT NULL,
    refundFen INTEGER NOT NULL CHECK (refundFen > 0), feeBackFen INTEGER NOT NULL CHECK (feeBackFen >= 0),
    account TEXT NOT NULL, notifyUrl TEXT NOT NULL, acceptedAt INTEGER NOT NULL, settleAt INTEGER NOT NULL,
    outcome TEXT NOT NULL, status TEXT NOT NULL, settledAt INTEGER);
    INSERT INTO refunds VALUES ('R1', '5030001', 'ORDER-1', 88, 1, 'A', '', 1000, 4000, 'CHANGE', 'CHANGE', 4000);`)
  const open = () =>
    createCore({ db, now: () => 5000, random: randomBytes, post: async () => ({ status: 200, body: '' }) })
  open()
  const { refunds } = open().world
  expect(refunds.all()).toMatchObject([{ outRefundNo: 'R1', status: 'CHANGE', receivedBy: 'buyer', source: 'API' }])
  expect(refunds.stateBefore('R1', 5000)).toEqual({ at: 4000, status: 'CHANGE' })
  expect(refunds.stateBefore('R1', 4000)).toBeUndefined()
})
