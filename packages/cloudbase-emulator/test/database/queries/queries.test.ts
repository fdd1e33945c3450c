import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Command, startWithSdk } from '../../helpers/database-fixture.ts'

const DAY_MS = 86_400_000
const SHELF = [
  { _id: 'a', n: 1, tag: 'x', at: new Date(DAY_MS), list: [1, 2], deep: { k: 'v', refunds: [{ state: 'waiting' }] } },
  { _id: 'b', n: 2.5, tag: 'y', at: new Date(2 * DAY_MS), list: ['z'], deep: { k: 'w', refunds: [] } },
  { _id: 'c', n: null, tag: 'Xyz', at: new Date(3 * DAY_MS), list: [] },
  { _id: 'd', tag: 'x' },
  { _id: 'e', n: 3e9, tag: 'x', on: true },
]

let stack: Awaited<ReturnType<typeof startWithSdk>>
const notes = () => stack.db.collection('notes')
const idsOf = (found: { data: Record<string, unknown>[] }) => found.data.map((note) => note._id).join('')

beforeAll(async () => {
  stack = await startWithSdk({
    collections: { notes: { permission: 'ADMINONLY', indexes: [{ name: 'by_tag', keys: [['tag', 1]] }] } },
  })
  await notes().add({ data: SHELF })
})
afterAll(() => stack.close())

const QUERIES: [title: string, condition: (_: Command) => unknown, ids: string][] = [
  ['nothing', () => ({}), 'abcde'],
  ['a number', () => ({ n: 1 }), 'a'],
  ['a number over another type', () => ({ n: '1' }), ''],
  ['null, which missing fields are too', () => ({ n: null }), 'cd'],
  ['an indexed field', () => ({ tag: 'x' }), 'ade'],
  ['an indexed field and more', () => ({ tag: 'x', n: 3e9 }), 'e'],
  ['an _id', () => ({ _id: 'c' }), 'c'],
  ['an _id and more', () => ({ _id: 'c', tag: 'x' }), ''],
  ['_ids in insertion order, once each', (_) => ({ _id: _.in(['d', 'a', 'none', 'd']) }), 'ad'],
  ['no _ids', (_) => ({ _id: _.in([]) }), ''],
  ['an element of an array', () => ({ list: 2 }), 'a'],
  ['a whole array', () => ({ list: [1, 2] }), 'a'],
  ['an empty array', () => ({ list: [] }), 'c'],
  ['a nested field, flattened by the SDK', () => ({ deep: { k: 'v' } }), 'a'],
  ['a field of elements', () => ({ 'deep.refunds.state': 'waiting' }), 'a'],
  ['a date', () => ({ at: new Date(2 * DAY_MS) }), 'b'],
  ['_.eq', (_) => ({ n: _.eq(2.5) }), 'b'],
  ['_.neq', (_) => ({ tag: _.neq('x') }), 'bc'],
  ['_.gt', (_) => ({ n: _.gt(1) }), 'be'],
  ['_.gte and _.lt', (_) => ({ n: _.gte(1).and(_.lt(3)) }), 'ab'],
  ['_.lte of dates', (_) => ({ at: _.lte(new Date(2 * DAY_MS)) }), 'ab'],
  ['_.in', (_) => ({ tag: _.in(['x', 'y']) }), 'abde'],
  ['_.in with null', (_) => ({ n: _.in([null, 1]) }), 'acd'],
  ['_.nin', (_) => ({ tag: _.nin(['x', 'y']) }), 'c'],
  ['_.exists(true)', (_) => ({ n: _.exists(true) }), 'abce'],
  ['_.exists(false)', (_) => ({ n: _.exists(false) }), 'd'],
  ['_.or of fields', (_) => _.or([{ n: 1 }, { tag: 'y' }]), 'ab'],
  ['_.or of values', (_) => ({ n: _.or(_.eq(1), _.gt(2)) }), 'abe'],
  ['_.and', (_) => _.and([{ tag: 'x' }, { on: true }]), 'e'],
  ['_.nor', (_) => _.nor([{ tag: 'x' }, { n: 2.5 }]), 'c'],
  ['_.not', (_) => ({ n: _.not(_.gt(1)) }), 'acd'],
  ['a regular expression', () => ({ tag: /^x/i }), 'acde'],
]

describe('where()', () => {
  test.each(QUERIES)('%s', async (_title, condition, ids) => {
    const query = notes().where(condition(stack._))
    expect(idsOf(await query.get())).toBe(ids)
    expect(await query.count()).toMatchObject({ total: ids.length })
  })

  test('db.RegExp', async () => {
    expect(
      idsOf(
        await notes()
          .where({ tag: stack.db.RegExp({ regexp: 'YZ$', options: 'i' }) })
          .get(),
      ),
    ).toBe('c')
  })

  test('a transaction finds the same without indexes', async () => {
    const transaction = await stack.db.startTransaction()
    for (const [title, condition, ids] of QUERIES) {
      const found = await transaction.collection('notes').where(condition(stack._)).get()
      expect([title, idsOf(found)]).toEqual([title, ids])
    }
    await transaction.rollback()
  })
})

describe('orderBy(), skip(), limit(), field()', () => {
  test.each<[string, 'asc' | 'desc', string]>([
    ['n', 'asc', 'cdabe'],
    ['n', 'desc', 'ebacd'],
    ['tag', 'asc', 'cadeb'],
    ['at', 'desc', 'cbade'],
    ['on', 'desc', 'eabcd'],
    ['deep.k', 'desc', 'bacde'],
  ])('orderBy %s %s', async (path, direction, ids) => {
    expect(idsOf(await notes().orderBy(path, direction).get())).toBe(ids)
  })

  test('several fields, the first one first', async () => {
    expect(idsOf(await notes().orderBy('tag', 'desc').orderBy('n', 'desc').get())).toBe('beadc')
  })

  test('a page', async () => {
    expect(idsOf(await notes().orderBy('_id', 'desc').skip(1).limit(2).get())).toBe('dc')
  })

  test.each<[string, Record<string, boolean>, Record<string, unknown>]>([
    ['included fields, with _id', { n: true, 'deep.k': true }, { _id: 'a', n: 1, deep: { k: 'v' } }],
    ['without _id', { n: true, _id: false }, { n: 1 }],
    ['fields of elements', { 'deep.refunds.state': true }, { _id: 'a', deep: { refunds: [{ state: 'waiting' }] } }],
    ['excluded fields', { list: false, deep: false, at: false }, { _id: 'a', n: 1, tag: 'x' }],
    [
      'excluded within',
      { list: false, 'deep.refunds': false, at: false, n: false },
      { _id: 'a', tag: 'x', deep: { k: 'v' } },
    ],
    ['only _id excluded', { _id: false }, { n: 1, tag: 'x', at: new Date(DAY_MS), list: [1, 2], deep: SHELF[0]?.deep }],
  ])('field(): %s', async (_title, projection, expected) => {
    expect((await notes().where({ _id: 'a' }).field(projection).get()).data).toEqual([expected])
  })

  test('100 documents when no limit is given, 1000 at most, all of them counted', async () => {
    const many = await startWithSdk()
    const collection = many.db.collection('notes')
    await collection.add({ data: Array.from({ length: 1200 }, (_element, n) => ({ n })) })
    expect((await collection.get()).data).toHaveLength(100)
    expect((await collection.limit(5000).get()).data).toHaveLength(1000)
    expect(await collection.count()).toMatchObject({ total: 1200 })
    await many.close()
  })
})
