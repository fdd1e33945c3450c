import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyAndPay, openStackBooks, type ShopStore } from '../helpers/orders.ts'
import { eventually, openShop, type Shop } from '../helpers/shop.ts'
import { acknowledged, type DeadEndpoint, notifyWay, openDeadEndpoint } from '../helpers/wire.ts'

// WeChat sends a payment notification at once and then after 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h, 24 h
// 4 min in all: https://pay.weixin.qq.com/doc/v2/merchant/4011937248. Summed up, in seconds after the payment:
const offsets = [0, 15, 30, 60, 240, 840, 2040, 3840, 5640, 7440, 11_040, 21_840, 32_640, 43_440, 65_040, 86_640]

interface Notification {
  notificationId: number
  outTradeNo: string
  createdAt: number
  outcome: string
  nextAt: number | null
}
interface Delivery {
  notificationId: number
  at: number
  status: number | null
  answer: string | null
  error: string | null
}

let shop: Shop
let store: ShopStore
let deadEndpoint: DeadEndpoint

beforeAll(async () => {
  deadEndpoint = await openDeadEndpoint()
  shop = await openShop()
  store = openStackBooks(shop.stack)
})
afterAll(() => deadEndpoint.close())

async function notificationOf(outTradeNo: string): Promise<Notification> {
  const found = (await shop.gateway<Notification[]>('/notifications')).find((one) => one.outTradeNo === outTradeNo)
  if (found === undefined) throw new Error(`no notification of ${outTradeNo}`)
  return found
}

async function deliveriesOf({ notificationId, createdAt }: Notification) {
  const deliveries = await shop.gateway<Delivery[]>('/deliveries')
  return deliveries
    .filter((one) => one.notificationId === notificationId)
    .map(({ at, status, answer, error }) => ({
      // Each delivery starts some milliseconds after its time, never before it.
      seconds: Math.floor((at - createdAt) / 1000),
      answer: error === null ? answer : null,
      status,
    }))
}

/** Pays with the way of notifications cut, and waits for the first delivery to fail. */
async function payUnheard(name: string): Promise<{ outTradeNo: string; notification: Notification }> {
  notifyWay(shop.stack, deadEndpoint).cut()
  const outTradeNo = await buyAndPay(shop.phone(name))
  const notification = await notificationOf(outTradeNo)
  await eventually(
    () => deliveriesOf(notification),
    (list) => list.length > 0,
  )
  return { outTradeNo, notification }
}

test('a shop that cannot be reached is told 16 times within 24 h 4 min, and then no more', async () => {
  const { outTradeNo, notification } = await payUnheard('Unreachable')
  await shop.stack.clock.advance((24 * 60 + 5) * 60_000)
  expect(await deliveriesOf(notification)).toEqual(offsets.map((seconds) => ({ seconds, status: null, answer: null })))
  expect(await notificationOf(outTradeNo)).toMatchObject({ outcome: 'given-up', nextAt: null })
  await shop.stack.clock.advance(24 * 3_600_000)
  expect(await deliveriesOf(notification)).toHaveLength(16)
  // The money is not lost for that: the timer asked WeChat.
  expect((await store.order(outTradeNo)).history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query' })
})

test('reachable again after four failures: the fifth delivery is acknowledged and is the last', async () => {
  const { outTradeNo, notification } = await payUnheard('Mended')
  await shop.stack.clock.advance(60_000)
  expect((await deliveriesOf(notification)).map(({ seconds }) => seconds)).toEqual([0, 15, 30, 60])
  notifyWay(shop.stack, deadEndpoint).mend()
  await shop.stack.clock.advance(240_000)
  expect((await deliveriesOf(notification)).at(-1)).toEqual({ seconds: 240, status: 200, answer: acknowledged })
  expect((await store.order(outTradeNo)).history.at(-1)).toMatchObject({ type: 'paid', reportedBy: 'query' })
  expect(await notificationOf(outTradeNo)).toMatchObject({ outcome: 'acknowledged', nextAt: null })
  await shop.stack.clock.advance(24 * 3_600_000)
  expect(await deliveriesOf(notification)).toHaveLength(5)
  // The timer had asked in the meantime: what comes late changes nothing.
  expect(await store.history(outTradeNo)).toEqual(['created', 'prepay-begun', 'prepaid', 'paid'])
})
