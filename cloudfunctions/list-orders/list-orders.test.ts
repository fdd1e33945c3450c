import type { Order } from '@stack/order'
import { buyer, memoryServices, noon, orders, refundIn } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { listOrders } from './list-orders.ts'

let made = 0
/** The same order under a number of its own, each made a second after the one before. */
const numbered = (_id: string, order: Order): Order => ({ ...order, _id, createdAt: noon + 1_000 * ++made })

const all = [
  numbered('WM0UNPAID', orders.unpaid),
  numbered('WM0CLOSING', orders.closing),
  numbered('WM0CLOSED', orders.closed),
  numbered('WM0PAID', orders.paid),
  numbered('WM0WAITING', refundIn('waiting')),
  numbered('WM0REFUNDED', refundIn('succeeded')),
  { ...numbered('WM0FOREIGN', orders.paid), openid: 'oSomebodyElse' },
]
const services = memoryServices({ now: noon, orders: all })
const call = (data: Parameters<typeof listOrders>[1]['data'], openid = buyer) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: noon + 8_000,
  data,
})
type Tab = Parameters<typeof listOrders>[1]['data']['tab']

async function numbers(tab: Tab, openid = buyer): Promise<string[]> {
  const answer = await listOrders(services, call({ tab, after: undefined, limit: 20 }, openid))
  return answer.ok ? answer.orders.map(({ outTradeNo }) => outTradeNo) : [answer.refused]
}

test.each<[tab: Tab, shown: string[]]>([
  ['all', ['WM0REFUNDED', 'WM0WAITING', 'WM0PAID', 'WM0CLOSED', 'WM0CLOSING', 'WM0UNPAID']],
  ['unpaid', ['WM0CLOSING', 'WM0UNPAID']],
  ['paid', ['WM0REFUNDED', 'WM0WAITING', 'WM0PAID']],
  ['refund', ['WM0REFUNDED', 'WM0WAITING']],
])('the tab %s shows %j, the newest first', async (tab, shown) => {
  expect(await numbers(tab)).toStrictEqual(shown)
})

test('only the caller’s own', async () => {
  expect(await numbers('all', 'oSomebodyElse')).toStrictEqual(['WM0FOREIGN'])
  expect(await numbers('all', 'oNobody')).toStrictEqual([])
})

test('`next` handed back as `after` goes on, until there is none', async () => {
  const pages: string[][] = []
  let after: string | undefined
  do {
    const page = await listOrders(services, call({ tab: 'all', after, limit: 4 }))
    if (!page.ok) throw new Error(page.refused)
    pages.push(page.orders.map(({ outTradeNo }) => outTradeNo))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(pages).toStrictEqual([
    ['WM0REFUNDED', 'WM0WAITING', 'WM0PAID', 'WM0CLOSED'],
    ['WM0CLOSING', 'WM0UNPAID'],
  ])
})
