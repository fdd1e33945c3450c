import { readCursor } from '@stack/cloud-function'
import { expect, test } from 'vitest'
import { findOrders, listDueOrders, listOrders, listOrdersByDay } from '../../src/store/list-orders.ts'
import { openStore } from '../../src/store/order-store.ts'
import { noon } from '../../src/testing.ts'
import { memoryDatabase } from '../helpers/database.ts'

const order = (_id: string, createdAt: number) => [_id, { createdAt }] as const
const two = Object.fromEntries([order('WM0SAMPLE2', noon + 1), order('WM0SAMPLE1', noon)])

test.each<[cursor: string, read: unknown]>([
  ['1768449600000_WM0SAMPLE1', { at: 1768449600000, id: 'WM0SAMPLE1' }],
  ['0_WM0001', { at: 0, id: 'WM0001' }],
  ['WM0SAMPLE1', null],
  ['_WM0SAMPLE1', null],
  ['1768449600000', null],
  ['-1_WM0SAMPLE1', null],
  ['1_WM 0001', null],
])('readCursor(%j) is %j', (cursor, read) => {
  expect(readCursor(cursor)).toStrictEqual(read)
})

test('the first page asks for one more than it shows, and says where to go on', async () => {
  const database = memoryDatabase({ orders: two })
  const page = await listOrders(database, { openid: 'oBuyer' }, { after: undefined, limit: 1 })
  expect(page).toMatchObject({ orders: [{ _id: 'WM0SAMPLE2' }], next: `${noon + 1}_WM0SAMPLE2` })
  expect(database.queries).toStrictEqual([['orders', { openid: 'oBuyer' }, 'createdAt desc', '_id desc', 2]])
})

test('the last page has no next', async () => {
  const database = memoryDatabase({ orders: two })
  expect(await listOrders(database, {}, { after: undefined, limit: 2 })).toMatchObject({ next: null })
  expect(await listOrders(memoryDatabase({ orders: {} }), {}, { after: undefined, limit: 2 })).toStrictEqual({
    orders: [],
    next: null,
  })
})

test('a later page: older ones, and of the same moment those behind; the condition holds in both', async () => {
  const database = memoryDatabase({ orders: {} })
  await listOrders(database, { openid: 'oBuyer' }, { after: `${noon}_WM0SAMPLE1`, limit: 20 })
  expect(database.queries[0]?.[1]).toStrictEqual({
    $or: [
      { openid: 'oBuyer', createdAt: { $lt: noon } },
      { openid: 'oBuyer', createdAt: noon, _id: { $lt: 'WM0SAMPLE1' } },
    ],
  })
})

test('listDueOrders: the longest due first', async () => {
  const database = memoryDatabase({ orders: {} })
  await listDueOrders(database, { states: ['unpaid', 'closing'], now: noon, limit: 20 })
  expect(database.queries).toStrictEqual([
    ['orders', { state: { $in: ['unpaid', 'closing'] }, nextCheckAt: { $lte: noon } }, 'nextCheckAt asc', 20],
  ])
})

test.each<[condition: object, where: object]>([
  [{}, {}],
  [{ openid: 'oBuyer' }, { openid: 'oBuyer' }],
  [{ outTradeNo: 'WM0SAMPLE1' }, { _id: 'WM0SAMPLE1' }],
  [{ states: ['paid'] }, { state: { $in: ['paid'] } }],
  [{ withRefunds: true }, { refundCount: { $gt: 0 } }],
  [{ withWaitingRefunds: true }, { waitingRefunds: { $gt: 0 } }],
  [{ withRefundTasks: true }, { refundTasks: { $gt: 0 } }],
  [
    { openid: 'oBuyer', states: ['unpaid', 'closing'] },
    { openid: 'oBuyer', state: { $in: ['unpaid', 'closing'] } },
  ],
])('the condition %j asks for %j', async (condition, where) => {
  const database = memoryDatabase({ orders: {} })
  await openStore(database).list(condition, { after: undefined, limit: 20 })
  expect(database.queries[0]?.[1]).toStrictEqual(where)
})

test('products: those on the shelf, by number', async () => {
  const database = memoryDatabase({ products: {} })
  await openStore(database).products()
  expect(database.queries).toStrictEqual([['products', { onShelf: true }, '_id asc', 1000]])
})

test('a merchant is who stands on the list', async () => {
  const store = openStore(memoryDatabase({ merchants: { oMerchant: { note: '' } } }))
  expect([await store.isMerchant('oMerchant'), await store.isMerchant('oBuyer')]).toStrictEqual([true, false])
})

test.each([
  [null, { transactionDays: '2026-01-15' }],
  ['WM0SAMPLE1', { transactionDays: '2026-01-15', _id: { $gt: 'WM0SAMPLE1' } }],
])('listOrdersByDay after %j', async (after, where) => {
  const database = memoryDatabase({ orders: {} })
  await listOrdersByDay(database, '2026-01-15', { after, limit: 100 })
  expect(database.queries).toStrictEqual([['orders', where, '_id asc', 100]])
})

test('findOrders: all at once, and none without a number', async () => {
  const database = memoryDatabase({ orders: {} })
  await findOrders(database, [])
  await findOrders(database, ['WM0SAMPLE1', 'WM0SAMPLE2'])
  expect(database.queries).toStrictEqual([['orders', { _id: { $in: ['WM0SAMPLE1', 'WM0SAMPLE2'] } }, 2]])
})
