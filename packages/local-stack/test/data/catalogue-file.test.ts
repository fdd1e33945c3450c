import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCatalogueFile } from '../../src/data/catalogue-file.ts'
import { root } from '../../src/shared/paths.ts'
import { temporaryFolder } from '../../src/testing.ts'

const tea = { productId: 'tea', title: '白毫银针', priceFen: 1980 }

function read(text: string) {
  const file = join(temporaryFolder(), 'products.json')
  writeFileSync(file, text)
  return readCatalogueFile(file)
}

test('what may be left out', () => {
  expect(read(JSON.stringify([tea]))).toStrictEqual([
    { ...tea, description: '', picture: '', onShelf: true, stock: 0, stockChange: 0 },
  ])
})

test('all fields', () => {
  const full = { ...tea, description: '清甜的白茶', picture: '/tea.png', onShelf: false, stock: 5, stockChange: -2 }
  expect(read(JSON.stringify([full]))).toStrictEqual([full])
})

test('the seed of the local stack is one', () => {
  const seed = readCatalogueFile(join(root, 'packages', 'local-stack', 'src', 'data', 'products.json'))
  expect(seed.length).toBeGreaterThan(0)
  expect(seed.every(({ stock, onShelf }) => stock > 0 && onShelf)).toBe(true)
  expect(seed.filter(({ description }) => description.length < 40 || description.length > 80)).toEqual([])
})

const form = {
  productId: '[0].productId: letters, digits, _ and - is needed',
  title: '[0].title: a text of at most 40 characters is needed',
  description: '[0].description: a text of at most 200 characters is needed',
  priceFen: '[0].priceFen: a price in fen, a whole number from 1 is needed',
  picture: '[0].picture: the path of a picture is needed',
  onShelf: '[0].onShelf: true or false is needed',
  stock: '[0].stock: a whole number from 0 is needed',
  stockChange: '[0].stockChange: a discrepancy, a whole number is needed',
}

test.each<[change: object, message: string]>([
  [{ productId: undefined }, form.productId],
  [{ productId: '' }, form.productId],
  [{ productId: 'white tea' }, form.productId],
  [{ productId: 'a'.repeat(65) }, form.productId],
  [{ productId: 5 }, form.productId],
  [{ title: undefined }, form.title],
  [{ title: null }, form.title],
  [{ title: '' }, form.title],
  [{ title: ' tea' }, form.title],
  [{ title: '茶'.repeat(41) }, form.title],
  [{ description: 5 }, form.description],
  [{ description: '清甜 ' }, form.description],
  [{ description: '茶'.repeat(201) }, form.description],
  [{ priceFen: undefined }, form.priceFen],
  [{ priceFen: 0 }, form.priceFen],
  [{ priceFen: 19.8 }, form.priceFen],
  [{ priceFen: '1980' }, form.priceFen],
  [{ priceFen: 100_000_001 }, form.priceFen],
  [{ picture: 5 }, form.picture],
  [{ onShelf: 'yes' }, form.onShelf],
  [{ onShelf: 1 }, form.onShelf],
  [{ stock: -1 }, form.stock],
  [{ stock: 1.5 }, form.stock],
  [{ stockChange: 0.5 }, form.stockChange],
  [{ stockChange: '+3' }, form.stockChange],
  [
    { price: 19.8 },
    '[0].price is not known. Known: productId, title, description, priceFen, picture, onShelf, stock, stockChange',
  ],
])('%j is refused', (change, message) => {
  expect(() => read(JSON.stringify([{ ...tea, ...change }]))).toThrow(
    expect.objectContaining({ code: 'usage', message: `[products] ${message}` }),
  )
})

test.each<[text: string, message: RegExp]>([
  ['[{', /^\[products\] .*products\.json cannot be read as JSON: /],
  ['', /cannot be read as JSON/],
  ['{}', /^\[products\] .*products\.json holds no list$/],
  ['[null]', /^\[products\] \[0\] is no object$/],
  ['["tea"]', /^\[products\] \[0\] is no object$/],
  ['[{"__proto__": {}}]', /^\[products\] \[0\]\.__proto__ is not known\./],
  [JSON.stringify([tea, { ...tea, priceFen: 1 }]), /^\[products\] tea stands twice in .*products\.json$/],
])('the file %j is refused', (text, message) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }))
})

test('a file that is not there', () => {
  expect(() => readCatalogueFile(join(temporaryFolder(), 'missing.json'))).toThrow(
    expect.objectContaining({ code: 'usage' }),
  )
})
