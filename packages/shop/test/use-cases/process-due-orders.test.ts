import { limits, type Order } from '@stack/order'
import { expect, test } from 'vitest'
import { memoryServices, noon, orders } from '../../src/testing.ts'
import { processDueOrders } from '../../src/use-cases/process-due-orders.ts'

const deadline = noon + 58_000

/** Unpaid orders that are due, the first for the longest. */
function due(count: number): Order[] {
  return Array.from({ length: count }, (_, n) => ({
    ...orders.prepaid,
    _id: `WM0DUE${String(n).padStart(3, '0')}`,
    nextCheckAt: noon - count + n,
  }))
}

const checks = (services: ReturnType<typeof memoryServices>) =>
  [...services.store.stored.values()].map(({ nextCheckAt }) => nextCheckAt)

test('works on each due order once, the longest due first, over several batches', async () => {
  const services = memoryServices({ now: noon, orders: due(45).reverse() })
  const worked: string[] = []
  const result = await processDueOrders(services, ['unpaid'], deadline, async ({ _id }) => worked.push(_id))
  expect(result).toStrictEqual({ done: 45, failed: 0 })
  expect(worked).toStrictEqual(due(45).map(({ _id }) => _id))
})

test('an order that stays due is put off: at the next tick others come first', async () => {
  const services = memoryServices({ now: noon, orders: due(2) })
  await processDueOrders(services, ['unpaid'], deadline, async () => undefined)
  expect(checks(services)).toStrictEqual([noon + limits.recheckDelayMs, noon + limits.recheckDelayMs])
})

test('an order that the work has settled is left alone', async () => {
  const services = memoryServices({ now: noon, orders: due(1) })
  await processDueOrders(services, ['unpaid'], deadline, async ({ _id }) =>
    services.store.stored.set(_id, { ...orders.closed, _id }),
  )
  expect(checks(services)).toStrictEqual([null])
})

test('a poisoned order does not stop the rest; it is put off and told', async () => {
  const services = memoryServices({ now: noon, orders: due(3) })
  const worked: string[] = []
  const result = await processDueOrders(services, ['unpaid'], deadline, async ({ _id }) => {
    if (_id === 'WM0DUE000') throw new Error('poison')
    worked.push(_id)
  })
  expect(result).toStrictEqual({ done: 2, failed: 1 })
  expect(worked).toStrictEqual(['WM0DUE001', 'WM0DUE002'])
  expect(services.store.stored.get('WM0DUE000')?.nextCheckAt).toBe(noon + limits.recheckDelayMs)
  expect(services.logged).toMatchObject([{ level: 'error', fields: { outTradeNo: 'WM0DUE000' } }])
})

test('an order that cannot even be put off is not worked on for ever', async () => {
  const services = memoryServices({ now: noon, orders: due(2) })
  const { change } = services.store
  services.store.change = async (outTradeNo, decide) => {
    if (outTradeNo === 'WM0DUE000') throw new Error('stayed contested')
    return change(outTradeNo, decide)
  }
  const result = await processDueOrders(services, ['unpaid'], deadline, async () => undefined)
  expect(result).toStrictEqual({ done: 1, failed: 1 })
  expect(services.logged.map(({ message }) => message)).toStrictEqual([
    'processing an order failed; its check is postponed',
    'postponing the check of an order failed',
  ])
})

test('a whole batch that cannot be put off does not hide the orders behind it', async () => {
  const services = memoryServices({ now: noon, orders: due(25) })
  const { change } = services.store
  services.store.change = async (outTradeNo, decide) => {
    if (outTradeNo < 'WM0DUE020') throw new Error('stayed contested')
    return change(outTradeNo, decide)
  }
  const worked: string[] = []
  await processDueOrders(services, ['unpaid'], deadline, async ({ _id }) => worked.push(_id))
  expect(worked).toHaveLength(25)
})

test('it stops at the deadline; the next tick goes on with the rest', async () => {
  let now = noon
  const services = memoryServices({ now: () => now, orders: due(10) })
  const slowly = async () => {
    now += 20_000
  }
  expect(await processDueOrders(services, ['unpaid'], deadline, slowly)).toStrictEqual({ done: 3, failed: 0 })
  const worked: string[] = []
  await processDueOrders(services, ['unpaid'], now + 58_000, async ({ _id }) => worked.push(_id))
  expect(worked).toStrictEqual(
    due(10)
      .slice(3)
      .map(({ _id }) => _id),
  )
})

test('past the deadline nothing is begun', async () => {
  const services = memoryServices({ now: deadline, orders: due(1) })
  const begun = () => Promise.reject(new Error('it was begun'))
  expect(await processDueOrders(services, ['unpaid'], deadline, begun)).toStrictEqual({ done: 0, failed: 0 })
})

test('only orders in the given states that are due', async () => {
  const later = { ...orders.prepaid, _id: 'WM0LATER01', nextCheckAt: noon + 1 }
  const services = memoryServices({
    now: noon,
    orders: [later, orders.closed, { ...orders.closing, nextCheckAt: noon }],
  })
  const worked: string[] = []
  await processDueOrders(services, ['unpaid', 'closing'], deadline, async ({ _id }) => worked.push(_id))
  expect(worked).toStrictEqual([orders.closing._id])
})
