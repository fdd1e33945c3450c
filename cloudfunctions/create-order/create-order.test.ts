import { buyer, memoryServices, noon, products, wanted } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { type CreateOrder, createOrder } from './create-order.ts'
import { orderNumber } from './order-number.ts'

const { requestId, lines, remark } = wanted
const data = { requestId, lines, remark }
const call = (change: Partial<CreateOrder> = {}, openid = buyer) => ({
  openid,
  clientIp: '203.0.113.7',
  deadline: noon + 8_000,
  data: { ...data, ...change },
})
const outTradeNo = orderNumber({ openid: buyer, requestId })

test('prices come from the catalogue, the number from buyer and request', async () => {
  const services = memoryServices({ now: noon, products })
  expect(await createOrder(services, call())).toMatchObject({
    ok: true,
    order: { outTradeNo, state: 'unpaid', totalFen: 4460, expiresAt: noon + 1_800_000 },
  })
  expect(services.store.stored.get(outTradeNo)?.openid).toBe(buyer)
})

test('the same request again is the same order; of somebody else another', async () => {
  const services = memoryServices({ now: noon, products })
  const first = await createOrder(services, call())
  expect(await createOrder(services, call())).toStrictEqual(first)
  await createOrder(services, call({}, 'oSomebodyElse'))
  expect(services.store.stored.size).toBe(2)
})

test.each<[what: string, change: Partial<CreateOrder>, answer: object]>([
  [
    'a product that is not there',
    { lines: [{ productId: 'moon', quantity: 1 }] },
    { refused: 'unknown_product', detail: 'moon' },
  ],
  ['more than there is', { lines: [{ productId: 'cup', quantity: 4 }] }, { refused: 'out_of_stock', detail: 'cup' }],
  ['no piece', { lines: [{ productId: 'tea', quantity: 0 }] }, { refused: 'bad_quantity', detail: 'tea' }],
  ['nothing', { lines: [] }, { refused: 'no_lines' }],
])('refused by name, with the product: %s', async (_what, change, answer) => {
  const services = memoryServices({ now: noon, products })
  expect(await createOrder(services, call(change))).toStrictEqual({ ok: false, ...answer })
})
