import { describe, expect, test } from 'vitest'
import { createOrder, type Fen, fen, isSameOrder, type OrderLine, totalOf } from '../../src/index.ts'
import { buyer, catalogue, fresh, noon, wanted } from '../helpers/orders.ts'

type Line = [productId: string, quantity: number]

const make = (lines: Line[], shelf = catalogue) =>
  createOrder({ ...wanted, lines: lines.map(([productId, quantity]) => ({ productId, quantity })) }, shelf, noon)

const unlike = (count: number): Line[] => Array.from({ length: count }, (_, n) => [`p${n}`, 1])
const [dust] = [...catalogue.values()].filter(({ _id }) => _id === 'dust')
const twentyOne = new Map(unlike(21).map(([_id]) => [_id, { ...dust, _id } as NonNullable<typeof dust>]))

describe('createOrder(wanted, catalogue, now) refuses, in order of precedence', () => {
  // biome-ignore format: one row is one order
  test.each<[refused: string, productId: string | undefined, lines: Line[]]>([
    ['no_lines',          undefined, []],
    ['too_many_lines',    undefined, unlike(21)],
    ['too_many_lines',    undefined, Array.from({ length: 21 }, () => ['tea', 0])],
    ['duplicate_product', undefined, [['tea', 1], ['tea', 1]]],
    ['duplicate_product', undefined, [['none', 0], ['none', 0]]],
    ['bad_quantity',      'tea',     [['tea', 0]]],
    ['bad_quantity',      'tea',     [['tea', -1]]],
    ['bad_quantity',      'tea',     [['tea', 1.5]]],
    ['bad_quantity',      'tea',     [['tea', Number.NaN]]],
    ['bad_quantity',      'tea',     [['tea', 100]]],
    ['bad_quantity',      'none',    [['none', 0]]],
    ['unknown_product',   'none',    [['none', 1]]],
    ['unknown_product',   '_id',     [['_id', 1]]],
    ['off_shelf',         'gone',    [['gone', 1]]],
    ['out_of_stock',      'cup',     [['cup', 4]]],
    ['nothing_to_pay',    undefined, [['gift', 1]]],
    ['amount_too_large',  undefined, [['gold', 2], ['dust', 1]]],
  ])('%s (%s): %j', (refused, productId, lines) => {
    expect(make(lines)).toEqual({ ok: false, refused, ...(productId !== undefined && { productId }) })
  })

  test('line by line: the first bad line is named, whatever is wrong with the next', () => {
    expect(
      make([
        ['tea', 1],
        ['cup', 4],
        ['gone', 0],
      ]),
    ).toEqual({ ok: false, refused: 'out_of_stock', productId: 'cup' })
  })
})

describe('createOrder(wanted, catalogue, now) agrees up to its limits', () => {
  // biome-ignore format: one row is one order
  test.each<[totalFen: number, lines: Line[]]>([
    [1980,        [['tea', 1]]],
    [196_020,     [['tea', 99]]],
    [1500,        [['cup', 3]]],
    [1980,        [['gift', 1], ['tea', 1]]],
    [1,           [['dust', 1]]],
    [100_000_000, [['gold', 2]]],
  ])('%d fen: %j', (totalFen, lines) => {
    expect(make(lines)).toMatchObject({ ok: true, order: { totalFen } })
  })

  test('twenty different products', () => {
    expect(make(unlike(20), twentyOne)).toMatchObject({ ok: true, order: { totalFen: 20 } })
    expect(make(unlike(21), twentyOne)).toMatchObject({ ok: false, refused: 'too_many_lines' })
  })

  test('a price in the wish changes nothing', () => {
    const cheap = { productId: 'tea', quantity: 2, priceFen: 1, totalFen: 1 }
    expect(createOrder({ ...wanted, lines: [cheap] }, catalogue, noon)).toStrictEqual(make([['tea', 2]]))
  })

  test('titles and prices are the catalogue’s; it expires after 30 minutes; a timer looks then', () => {
    const lines = [
      { productId: 'tea', title: '商品 tea', priceFen: 1980, quantity: 2 },
      { productId: 'cup', title: '商品 cup', priceFen: 500, quantity: 1 },
    ]
    const said = { openid: buyer, requestId: 'request-1', lines, totalFen: 4460, remark: '少糖' }
    const expiresAt = noon + 1_800_000
    expect(fresh).toEqual({
      ...said,
      _id: 'WM1',
      createdAt: noon,
      expiresAt,
      state: 'unpaid',
      closedBy: null,
      prepay: null,
      payment: null,
      collectedAt: null,
      collectedBy: null,
      refunds: [],
      overRefundResolution: null,
      history: [{ type: 'created', at: noon, outTradeNo: 'WM1', expiresAt, ...said }],
      nextCheckAt: expiresAt,
      lastQueriedAt: 0,
      refundHints: 0,
      lastSend: null,
      extraPayments: [],
    })
  })
})

describe('createOrder(wanted, catalogue, now) throws on a catalogue that cannot be', () => {
  const priced = (priceFen: number) =>
    new Map([['tea', { ...dust, _id: 'tea', priceFen: priceFen as Fen } as NonNullable<typeof dust>]])

  // biome-ignore format: one row is one price
  test.each<[priceFen: number, quantity: number]>([
    [19.8, 1],
    [19.8, 5],
    [-1,   1],
    [Number.NaN, 1],
  ])('price %d, quantity %d', (priceFen, quantity) => {
    expect(() => make([['tea', quantity]], priced(priceFen))).toThrow(RangeError)
  })
})

describe('totalOf(lines)', () => {
  const line = (priceFen: number, quantity: number): OrderLine => ({
    productId: 'p',
    title: '',
    priceFen: fen(priceFen),
    quantity,
  })

  test.each([
    [0, []],
    [1980, [line(1980, 1)]],
    [4460, [line(1980, 2), line(500, 1)]],
  ])('%d', (total, lines) => {
    expect(totalOf(lines)).toBe(total)
  })
})

describe('isSameOrder(order, wanted)', () => {
  const [tea, cup] = wanted.lines as [(typeof wanted.lines)[0], (typeof wanted.lines)[0]]

  // biome-ignore format: one row is one repetition
  test.each([
    ['the same again',      true,  wanted],
    ['another remark',      false, { ...wanted, remark: '' }],
    ['another quantity',    false, { ...wanted, lines: [{ ...tea, quantity: 3 }, cup] }],
    ['another product',     false, { ...wanted, lines: [{ ...tea, productId: 'dust' }, cup] }],
    ['one line less',       false, { ...wanted, lines: [tea] }],
    ['one line more',       false, { ...wanted, lines: [tea, cup, { productId: 'dust', quantity: 1 }] }],
    ['another order of lines', false, { ...wanted, lines: [cup, tea] }],
  ])('%s: %s', (_, same, again) => {
    expect(isSameOrder(fresh, again)).toBe(same)
  })
})
