import { limits, type Order, type OrderRequest } from '@stack/order'
import { expect, test } from 'vitest'
import { insertOrderOnce } from '../../src/store/create-order.ts'
import { toDocument } from '../../src/store/order-document.ts'
import { buyer, noon, orders, products, wanted } from '../../src/testing.ts'
import { answerLost, conflicts, type Meddle, memoryDatabase, neverArrived } from '../helpers/database.ts'

const shop = Object.fromEntries(products.map(({ _id, ...product }) => [_id, product]))

function stored(states: Record<string, Order>) {
  return Object.fromEntries(
    Object.entries(states).map(([number, order]) => {
      const { _id, ...document } = toDocument(order, 1, 'first')
      return [number, document]
    }),
  )
}

async function insert(database: ReturnType<typeof memoryDatabase>, want: OrderRequest = wanted) {
  return insertOrderOnce(database, want, noon).then(
    (outcome) => (outcome.ok ? 'made' : [outcome.refused, outcome.productId].filter(Boolean).join(' ')),
    (error: Error) => error.message,
  )
}

const left = (database: ReturnType<typeof memoryDatabase>) => ({
  tea: database.collections.products?.tea?.stock,
  cup: database.collections.products?.cup?.stock,
  orders: Object.keys(database.collections.orders ?? {}),
  unpaid: database.collections.buyers?.[buyer]?.unpaid,
})

const untouched = { tea: 100, cup: 3, orders: [], unpaid: undefined }
const made = { tea: 98, cup: 2, orders: [wanted.outTradeNo], unpaid: [wanted.outTradeNo] }

test.each<[happened: string, meddles: Meddle[], result: string, after: object]>([
  ['nothing special', [], 'made', made],
  ['committed, the answer got lost', [answerLost], 'made', made],
  ['never committed', [neverArrived], 'ESOCKETTIMEDOUT', untouched],
  ['a conflict, then none', [conflicts], 'made', made],
  ['a conflict, then the answer got lost', [conflicts, answerLost], 'made', made],
])('order, stock and the list of the buyer go together: %s', async (_happened, meddles, result, after) => {
  const database = memoryDatabase({ products: shop, orders: {} }, meddles)
  expect(await insert(database)).toBe(result)
  expect(left(database)).toMatchObject(after)
})

test('the document is the order, with version 1', async () => {
  const database = memoryDatabase({ products: shop, orders: {} })
  await insert(database)
  const { _id, ...order } = orders.unpaid
  expect(database.collections.orders?.[_id]).toStrictEqual({
    ...order,
    version: 1,
    lastWrite: expect.any(String),
    waitingRefunds: 0,
    refundTasks: 0,
    refundCount: 0,
    transactionDays: [],
  })
})

test.each<[what: string, want: Partial<OrderRequest>, result: string]>([
  ['the same again', {}, 'made'],
  ['with another remark', { remark: '多糖' }, 'request_id_reused'],
  ['with other lines', { lines: [{ productId: 'tea', quantity: 3 }] }, 'request_id_reused'],
  ['with the lines the other way round', { lines: [...wanted.lines].reverse() }, 'request_id_reused'],
])('a repeated request, %s', async (_what, want, result) => {
  const database = memoryDatabase({ products: shop, orders: {} })
  await insert(database)
  expect(await insert(database, { ...wanted, ...want })).toBe(result)
  expect(left(database)).toMatchObject(made)
})

test('the same again finds the order even when it was sold out meanwhile', async () => {
  const database = memoryDatabase({ products: { ...shop, cup: { ...shop.cup, stock: 1 } }, orders: {} })
  expect(await insert(database)).toBe('made')
  expect(database.collections.products?.cup?.stock).toBe(0)
  expect(await insert(database)).toBe('made')
  expect(await insert(database, { ...wanted, outTradeNo: 'WM0SAMPLE2' })).toBe('out_of_stock cup')
})

test.each<[what: string, change: Partial<OrderRequest>, result: string]>([
  ['no lines', { lines: [] }, 'no_lines'],
  ['a product that is not there', { lines: [{ productId: 'moon', quantity: 1 }] }, 'unknown_product moon'],
  ['more than there is', { lines: [{ productId: 'cup', quantity: 4 }] }, 'out_of_stock cup'],
  [
    '21 lines',
    { lines: Array.from({ length: 21 }, (_, n) => ({ productId: `p${n}`, quantity: 1 })) },
    'too_many_lines',
  ],
])('a refused order takes nothing: %s', async (_what, change, result) => {
  const database = memoryDatabase({ products: shop, orders: {} })
  expect(await insert(database, { ...wanted, ...change })).toBe(result)
  expect(left(database)).toMatchObject(untouched)
  expect(database.writes).toBe(0)
})

const five = ['WM0OLDER1', 'WM0OLDER2', 'WM0OLDER3', 'WM0OLDER4', 'WM0OLDER5']

test.each<[what: string, first: Order, result: string, unpaid: string[]]>([
  ['unpaid', orders.unpaid, 'too_many_unpaid_orders', five],
  ['closing', orders.closing, 'too_many_unpaid_orders', five],
  ['paid', orders.paid, 'made', [...five.slice(1), wanted.outTradeNo]],
  ['closed', orders.closed, 'made', [...five.slice(1), wanted.outTradeNo]],
])(`with ${limits.unpaidOrdersPerBuyer} orders, the first of them %s`, async (_what, first, result, unpaid) => {
  const states = Object.fromEntries(five.map((number, index) => [number, index === 0 ? first : orders.unpaid]))
  const database = memoryDatabase({ products: shop, orders: stored(states), buyers: { [buyer]: { unpaid: five } } })
  expect(await insert(database)).toBe(result)
  expect(database.collections.buyers?.[buyer]).toStrictEqual({ unpaid })
})

test('two orders made at once meet in the list of the buyer: the second is decided anew', async () => {
  const meanwhile: Meddle = (apply, database) => {
    database.collections.buyers = { [buyer]: { unpaid: five } }
    return apply()
  }
  const states = Object.fromEntries(five.map((number) => [number, orders.unpaid]))
  const database = memoryDatabase({ products: shop, orders: stored(states) }, [meanwhile])
  expect(await insert(database)).toBe('too_many_unpaid_orders')
  expect(database.collections.products?.tea?.stock).toBe(100)
})

test('a price that is no amount in fen is an error, not an order', async () => {
  const database = memoryDatabase({ products: { ...shop, tea: { ...shop.tea, priceFen: 19.8 } }, orders: {} })
  expect(await insert(database)).toContain('19.8 is no amount in fen')
  expect(left(database)).toMatchObject(untouched)
})
