import { confirmClosed, type Order } from '@stack/order'
import { expect, test } from 'vitest'
import { changeOrder } from '../../src/store/change-order.ts'
import { toDocument } from '../../src/store/order-document.ts'
import { noon, orders } from '../../src/testing.ts'
import { answerLost, conflicts, type Meddle, memoryDatabase, neverArrived } from '../helpers/database.ts'

const { closing, closed } = orders
const now = noon + 120_000

const stored = (order: Order, version: number) => {
  const { _id, ...document } = toDocument(order, version, `write-${version}`)
  return { [_id]: document }
}
const shop = { tea: { stock: 98 }, cup: { stock: 2 } }

/** Another instance closes the order and gives the stock back, just before our commit. */
const somebodyCloses: Meddle = (apply, database) => {
  database.collections.orders = stored(closed, 2)
  database.collections.products = { tea: { stock: 100 }, cup: { stock: 3 } }
  return apply()
}

test.each<[happened: string, meddles: Meddle[], result: string, state: string, tea: number]>([
  ['nothing special', [], 'changed', 'closed', 100],
  ['written, the answer got lost', [answerLost], 'changed', 'closed', 100],
  ['never written', [neverArrived], 'ESOCKETTIMEDOUT', 'closing', 98],
  ['a conflict, then none', [conflicts], 'changed', 'closed', 100],
  ['somebody was faster', [somebodyCloses], 'none', 'closed', 100],
])('the close and the stock go together: %s', async (_happened, meddles, result, state, tea) => {
  const database = memoryDatabase({ orders: stored(closing, 1), products: shop }, meddles)
  const told = await changeOrder(database, closing._id, (order) => confirmClosed(order, now, now)).then(
    (decision) => (decision.ok ? decision.change : decision.refused),
    (error: Error) => error.message,
  )
  expect(told).toBe(result)
  expect(database.collections.orders?.[closing._id]?.state).toBe(state)
  expect(database.collections.products).toStrictEqual({ tea: { stock: tea }, cup: { stock: tea === 100 ? 3 : 2 } })
})

test('a product that is gone does not keep an order from closing', async () => {
  const database = memoryDatabase({ orders: stored(closing, 1), products: { tea: { stock: 98 } } })
  const decision = await changeOrder(database, closing._id, (order) => confirmClosed(order, now, now))
  expect(decision).toMatchObject({ ok: true, order: { state: 'closed' } })
  expect(database.collections.products).toStrictEqual({ tea: { stock: 100 } })
})
