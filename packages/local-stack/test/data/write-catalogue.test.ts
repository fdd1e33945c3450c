import { beforeEach, expect, test } from 'vitest'
import type { CatalogueEntry } from '../../src/data/catalogue-file.ts'
import { applyCatalogue, insertMissing } from '../../src/data/write-catalogue.ts'
import { startDatabase } from '../helpers/emulator.ts'

const db = await startDatabase()
const tea: CatalogueEntry = {
  productId: 'tea',
  title: '白毫银针',
  description: '清甜的白茶',
  priceFen: 1980,
  picture: '/tea.png',
  onShelf: true,
  stock: 100,
  stockChange: 0,
}
const stored = async (productId = 'tea') => (await db.collection('products').doc(productId).get()).data

beforeEach(async () => {
  for (const productId of ['tea', 'cup']) await db.collection('products').doc(productId).remove()
})

test('a new product starts with its stock; stockChange does not count', async () => {
  expect(await applyCatalogue(db, [{ ...tea, stockChange: 7 }])).toStrictEqual([{ productId: 'tea', did: 'inserted' }])
  expect(await stored()).toStrictEqual({
    _id: 'tea',
    title: '白毫银针',
    description: '清甜的白茶',
    priceFen: 1980,
    picture: '/tea.png',
    onShelf: true,
    stock: 100,
  })
})

test('of an existing one all that is shown changes; its stock does not count', async () => {
  await applyCatalogue(db, [tea])
  const changed = {
    ...tea,
    title: '新茶',
    description: '今年的',
    priceFen: 2080,
    picture: '/new.png',
    onShelf: false,
    stock: 5,
  }
  expect(await applyCatalogue(db, [changed])).toStrictEqual([{ productId: 'tea', did: 'changed' }])
  expect(await stored()).toStrictEqual({
    _id: 'tea',
    title: '新茶',
    description: '今年的',
    priceFen: 2080,
    picture: '/new.png',
    onShelf: false,
    stock: 100,
  })
})

test.each<[stockChange: number, stock: number]>([
  [5, 105],
  [-100, 0],
  [0, 100],
])('stock moves by a discrepancy: %d', async (stockChange, stock) => {
  await applyCatalogue(db, [tea])
  await applyCatalogue(db, [{ ...tea, stockChange }])
  expect(await stored()).toMatchObject({ stock })
})

test('the same again keeps everything', async () => {
  await applyCatalogue(db, [tea])
  expect(await applyCatalogue(db, [tea])).toStrictEqual([{ productId: 'tea', did: 'kept' }])
})

test('more than there is cannot be taken away', async () => {
  await applyCatalogue(db, [tea])
  await expect(applyCatalogue(db, [{ ...tea, title: '新茶', stockChange: -101 }])).rejects.toMatchObject({
    code: 'usage',
    message: '[products] tea has 100 left, 101 cannot be taken away',
  })
  expect(await stored()).toMatchObject({ title: '白毫银针', stock: 100 })
})

test('discrepancies that come at once add up', async () => {
  await applyCatalogue(db, [tea])
  await Promise.all([1, 2, 3].map((stockChange) => applyCatalogue(db, [{ ...tea, stockChange }])))
  expect(await stored()).toMatchObject({ stock: 106 })
})

test('insertMissing leaves what exists as it is', async () => {
  await applyCatalogue(db, [tea])
  const entries = [
    { ...tea, title: '新茶', stockChange: 5 },
    { ...tea, productId: 'cup', title: '白瓷杯' },
  ]
  expect(await insertMissing(db, entries)).toStrictEqual([
    { productId: 'tea', did: 'kept' },
    { productId: 'cup', did: 'inserted' },
  ])
  expect(await stored()).toMatchObject({ title: '白毫银针', stock: 100 })
  expect(await stored('cup')).toMatchObject({ title: '白瓷杯' })
})
