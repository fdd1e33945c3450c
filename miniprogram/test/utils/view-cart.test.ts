import { expect, test } from 'vitest'
import { viewCart } from '../../utils/view-cart.ts'
import { viewProduct } from '../../utils/view-product.ts'
import { tea } from '../helpers/shop.ts'

const cup = { ...tea, productId: 'cup', title: '青瓷杯', priceFen: 4_500, stock: 200 }

test.each<[stock: number, shown: { stock: string; soldOut: boolean; most: number }]>([
  [0, { stock: '已售罄', soldOut: true, most: 0 }],
  [1, { stock: '仅剩 1 件', soldOut: false, most: 1 }],
  [10, { stock: '仅剩 10 件', soldOut: false, most: 10 }],
  [11, { stock: '库存 11 件', soldOut: false, most: 11 }],
  [500, { stock: '库存 500 件', soldOut: false, most: 99 }],
])('a product with stock %d', (stock, shown) => {
  expect(viewProduct({ ...tea, stock })).toEqual({ ...tea, ...shown })
})

const fine = { reduceTo: 0, problem: '', payable: true, gone: false, selected: true }
const stuck = { payable: false, selected: false }

test.each<[what: string, quantity: number, stock: number | null, row: object]>([
  ['enough of it', 2, 3, { ...fine, title: '龙井茶', priceFen: 12_800, max: 3 }],
  ['all of it', 3, 3, { ...fine, max: 3 }],
  ['more than there is', 4, 3, { ...stuck, gone: false, max: 4, reduceTo: 3, problem: '仅剩 3 件' }],
  ['sold out', 1, 0, { ...stuck, gone: true, max: 1, problem: '已售罄', title: '龙井茶', priceFen: 12_800 }],
  ['off the shelf', 1, null, { ...stuck, gone: true, problem: '暂时买不到了', title: '商品已下架', priceFen: 0 }],
])('a line: %s', (_what, quantity, stock, row) => {
  const { rows } = viewCart([{ productId: 'tea', quantity }], stock === null ? [] : [{ ...tea, stock }])
  expect(rows).toMatchObject([{ productId: 'tea', quantity, ...row }])
})

const lines = [
  { productId: 'tea', quantity: 2 },
  { productId: 'cup', quantity: 3 },
  { productId: 'moon', quantity: 1 },
]

test.each<[unselected: string[], summary: { totalFen: number; pieces: number; allSelected: boolean }]>([
  [[], { totalFen: 39_100, pieces: 5, allSelected: true }],
  [['cup'], { totalFen: 25_600, pieces: 2, allSelected: false }],
  [['tea', 'cup'], { totalFen: 0, pieces: 0, allSelected: false }],
])('without %j', (unselected, summary) => {
  expect(viewCart(lines, [tea, cup], unselected)).toMatchObject(summary)
})
