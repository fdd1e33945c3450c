import { describe, expect, test } from 'vitest'
import {
  addLine,
  type CartLine,
  cartLimits,
  cleanLines,
  countPieces,
  readQuantity,
  withoutProducts,
  withQuantity,
} from '../../utils/cart-lines.ts'

const lines: CartLine[] = [
  { productId: 'tea', quantity: 2 },
  { productId: 'cup', quantity: 1 },
]
const full = Array.from({ length: cartLimits.kinds }, (_, index) => ({ productId: `p${index}`, quantity: 1 }))

test.each<[unknown, number | null]>([
  [1, 1],
  ['12', 12],
  [99, 99],
  [100, null],
  [0, null],
  [-1, null],
  [1.5, null],
  ['', null],
  ['two', null],
  [undefined, null],
])('readQuantity(%j) is %j', (value, quantity) => {
  expect(readQuantity(value)).toBe(quantity)
})

test.each<[what: string, stored: unknown, clean: CartLine[]]>([
  ['nothing stored yet', '', []],
  ['something else', { tea: 1 }, []],
  ['lines', lines, lines],
  ['more than productId and quantity', [{ ...lines[0], priceFen: 1 }], [{ productId: 'tea', quantity: 2 }]],
  ['no product', [{ quantity: 1 }, lines[1]], [lines[1] as CartLine]],
  ['no quantity', [{ productId: 'tea', quantity: 0 }], []],
  [
    'a product twice',
    [...lines, { productId: 'tea', quantity: 5 }],
    [{ productId: 'tea', quantity: 5 }, lines[1] as CartLine],
  ],
  ['too many kinds', [...full, ...lines], full],
])('cleanLines: %s', (_what, stored, clean) => {
  expect(cleanLines(stored)).toEqual(clean)
})

describe('addLine', () => {
  test.each<[what: string, line: CartLine, most: number, quantity: number, added: boolean, text: string]>([
    ['a new product', { productId: 'cake', quantity: 2 }, 9, 2, true, '已加入购物车'],
    ['one that is there', { productId: 'tea', quantity: 3 }, 9, 5, true, '已加入购物车'],
    ['up to the last piece', { productId: 'tea', quantity: 3 }, 5, 5, true, '已加入购物车'],
    ['more than there is', { productId: 'tea', quantity: 3 }, 4, 4, false, '最多购买 4 件，已全部加入购物车'],
    ['when all are in the cart', { productId: 'tea', quantity: 1 }, 2, 2, false, '最多购买 2 件，已在购物车中'],
  ])('%s', (_what, line, most, quantity, added, text) => {
    const after = addLine(lines, line, most)
    expect(after).toMatchObject({ added, text })
    expect(after.lines.find(({ productId }) => productId === line.productId)?.quantity).toBe(quantity)
  })

  test('sold out', () => {
    expect(addLine(lines, { productId: 'cake', quantity: 1 }, 0)).toEqual({ lines, added: false, text: '商品已售罄' })
  })

  test('one kind too many; more of a kind that is there goes in', () => {
    expect(addLine(full, { productId: 'tea', quantity: 1 }, 9)).toEqual({
      lines: full,
      added: false,
      text: '购物车最多放 20 种商品',
    })
    expect(addLine(full, { productId: 'p0', quantity: 1 }, 9).added).toBe(true)
  })
})

test('changes leave the other lines alone', () => {
  expect(countPieces(lines)).toBe(3)
  expect(withoutProducts(lines, ['tea', 'moon'])).toEqual([lines[1]])
  expect(withQuantity(lines, 'tea', 7)).toEqual([{ productId: 'tea', quantity: 7 }, lines[1]])
})
