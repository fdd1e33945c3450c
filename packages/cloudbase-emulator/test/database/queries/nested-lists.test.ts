import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ValueObject } from '../../../src/database/documents/ejson-value.ts'
import { readDocument } from '../../../src/database/documents/stored-document.ts'
import { compileQuery } from '../../../src/database/queries/compile-query.ts'
import { type Command, startWithSdk } from '../../helpers/database-fixture.ts'

// A field name does not reach into a list within a list, whatever the operator: a condition that the cloud never meets must
// not be met here. https://www.mongodb.com/docs/manual/tutorial/query-array-of-documents/; reported as walinejs/dittorm#8
const SHELF = [
  { _id: 'deep', a: [[{ k: 1, t: 'x' }]] },
  { _id: 'list', a: [{ k: 1, t: 'x' }] },
  { _id: 'none', b: 1 },
  { _id: 'numbers', a: [[1, 2], 3] },
  { _id: 'one', a: { k: 1, t: 'x' } },
]
type Condition = (_: Command, db: { RegExp(options: { regexp: string }): unknown }) => unknown
// biome-ignore format: one row is one query
const QUERIES: [title: string, condition: Condition, finds: string[]][] = [
  ['eq',                () => ({ 'a.k': 1 }),                        ['list', 'one']],
  ['gt',                (_) => ({ 'a.k': _.gt(0) }),                 ['list', 'one']],
  ['gte',               (_) => ({ 'a.k': _.gte(1) }),                ['list', 'one']],
  ['lt',                (_) => ({ 'a.k': _.lt(2) }),                 ['list', 'one']],
  ['lte',               (_) => ({ 'a.k': _.lte(1) }),                ['list', 'one']],
  ['in',                (_) => ({ 'a.k': _.in([1]) }),               ['list', 'one']],
  ['in with null',      (_) => ({ 'a.k': _.in([1, null]) }),         ['list', 'none', 'one']],
  ['nin',               (_) => ({ 'a.k': _.nin([1]) }),              ['deep', 'none', 'numbers']],
  ['neq',               (_) => ({ 'a.k': _.neq(1) }),                ['deep', 'none', 'numbers']],
  ['exists(false)',     (_) => ({ 'a.k': _.exists(false) }),         ['deep', 'none', 'numbers']],
  ['exists(true)',      (_) => ({ 'a.k': _.exists(true) }),          ['list', 'one']],
  ['not',               (_) => ({ 'a.k': _.not(_.gt(0)) }),          ['deep', 'none', 'numbers']],
  ['null',              () => ({ 'a.k': null }),                     ['none']],
  ['neq(null)',         (_) => ({ 'a.k': _.neq(null) }),             ['deep', 'list', 'numbers', 'one']],
  ['or',                (_) => _.or([{ 'a.k': 1 }, { b: 1 }]),       ['list', 'none', 'one']],
  ['nor',               (_) => _.nor([{ 'a.k': 1 }]),                ['deep', 'none', 'numbers']],
  ['and',               (_) => _.and([{ 'a.k': 1 }, { 'a.t': 'x' }]), ['list', 'one']],
  ['a regular expression', () => ({ 'a.t': /^x/ }),                  ['list', 'one']],
  ['db.RegExp',         (_, db) => ({ 'a.t': db.RegExp({ regexp: '^x' }) }), ['list', 'one']],
  ['a place, then a name', () => ({ 'a.0.k': 1 }),                   ['deep', 'list']],
  ['two places',        () => ({ 'a.0.0.k': 1 }),                    ['deep']],
  ['two places, a scalar', () => ({ 'a.0.1': 2 }),                   ['numbers']],
  ['a place',           () => ({ 'a.1': 3 }),                        ['numbers']],
  ['a place that holds a list, by an element', () => ({ 'a.0': 1 }), []],
  ['a place that holds a list, as a whole', () => ({ 'a.0': [1, 2] }), ['numbers']],
  ['an element',        () => ({ a: 3 }),                            ['numbers']],
  ['an element of an element', () => ({ a: 1 }),                     []],
  ['gt of an element of an element', (_) => ({ a: _.lt(2) }),        []],
  ['a list within a list', () => ({ a: [1, 2] }),                    ['numbers']],
]

let stack: Awaited<ReturnType<typeof startWithSdk>>
const notes = () => stack.db.collection('notes')

beforeAll(async () => {
  const indexes = [{ name: 'by_k', keys: [['a.k', 1]] as [string, 1][] }]
  const unique = indexes.map((index) => ({ ...index, unique: true }))
  stack = await startWithSdk({
    collections: {
      notes: { permission: 'ADMINONLY', indexes },
      unique: { permission: 'ADMINONLY', indexes: unique },
    },
  })
  await notes().add({ data: SHELF })
})
afterAll(() => stack.close())

describe('a field name does not reach into a list within a list', () => {
  test.each(QUERIES)('get(): %s', async (_title, condition, finds) => {
    const { data } = await notes().where(condition(stack._, stack.db)).orderBy('_id', 'asc').get()
    expect(data.map(({ _id }) => _id)).toEqual(finds)
  })

  test('update() by where() changes what get() finds, remove() takes it away', async () => {
    for (const [index, [title, condition, finds]] of QUERIES.entries()) {
      const { stats } = await notes()
        .where(condition(stack._, stack.db))
        .update({ data: { mark: index } })
      expect([title, stats.updated]).toEqual([title, finds.length])
      const { data } = await notes().where({ mark: index }).orderBy('_id', 'asc').get()
      expect([title, data.map(({ _id }) => _id)]).toEqual([title, finds])
    }
    expect((await notes().where({ 'a.k': 1, mark: -1 }).remove()).stats.removed).toBe(0)
  })

  test('a transaction finds the same without indexes', async () => {
    const transaction = await stack.db.startTransaction()
    for (const [title, condition, finds] of QUERIES) {
      const { data } = await transaction.collection('notes').where(condition(stack._, stack.db)).get()
      expect([title, data.map(({ _id }) => _id).sort()]).toEqual([title, finds])
    }
    await transaction.rollback()
  })

  test.each([
    ['orderBy', () => notes().orderBy('a.k', 'asc').get(), 'orderBy on a.k, which holds an array'],
    [
      'a unique index',
      () => stack.db.collection('unique').add({ data: SHELF[0] ?? {} }),
      'an array in a.k, a field of',
    ],
  ])('%s refuses a list on the path, within a list or not', async (_title, act, named) => {
    await expect(act()).rejects.toMatchObject({ errMsg: expect.stringContaining(named) })
  })

  test('a name in an update never goes through a list', async () => {
    const changed = notes()
      .where({ _id: 'deep' })
      .update({ data: { 'a.k': 2 } })
    await expect(changed).rejects.toMatchObject({
      errMsg: expect.stringContaining("Cannot create field 'k' in element {a: [["),
    })
  })
})

/** @see https://www.mongodb.com/docs/manual/tutorial/query-for-null-fields/, query-arrays/ and the operators' own pages */
describe('what a list counts for', () => {
  const int = (value: number) => ({ $numberInt: String(value) })
  const nan = { $numberDouble: 'NaN' }
  // biome-ignore format: one row is one query
  test.each<[condition: ValueObject, document: ValueObject, isFound: boolean]>([
    [{ a: null },                             { a: [] },                                      false],
    [{ a: null },                             { a: [null] },                                  true],
    [{ a: { $ne: null } },                    { a: [null, int(1)] },                          false],
    [{ 'a.k': null },                         { a: [{}] },                                    true],
    [{ 'a.k': null },                         { a: [int(1)] },                                false],
    [{ 'a.k': null },                         { a: int(1) },                                  true],
    [{ 'a.0.k': null },                       { a: [int(1)] },                                false],
    [{ a: { $gte: null } },                   {},                                             true],
    [{ a: { $lt: null } },                    {},                                             false],
    [{ a: { $gte: int(1) } },                 { a: nan },                                     false],
    [{ a: { $gte: nan } },                    { a: nan },                                     true],
    [{ a: nan },                              { a: nan },                                     true],
    [{ a: { $gt: int(15), $lt: int(20) } },   { a: [int(14), int(21)] },                      true],
    [{ a: { $gt: int(3) } },                  { a: [[int(5)]] },                              false],
    [{ a: { $gt: int(3) } },                  { a: ['9', int(5)] },                           true],
    [{ a: { $not: { $gt: int(3) } } },        { a: [int(1), int(5)] },                        false],
    [{ a: { $in: [[int(1), int(2)]] } },      { a: [int(1), int(2)] },                        true],
    [{ a: { $in: [[int(1), int(2)]] } },      { a: [[int(1), int(2)]] },                      true],
    [{ a: { $in: [[int(1), int(2)]] } },      { a: [[[int(1), int(2)]]] },                    false],
    [{ a: { k: int(1) } },                    { a: [{ k: int(1) }] },                         true],
    [{ a: { k: int(1) } },                    { a: [[{ k: int(1) }]] },                       false],
    [{ 'a.b.c': int(1) },                     { a: [{ b: [{ c: [int(1)] }] }] },              true],
    [{ 'a.b.c': int(1) },                     { a: [{ b: [{ c: [[int(1)]] }] }] },            false],
  ])('%j and %j: %s', (condition, document, isFound) => {
    const read = readDocument(JSON.stringify({ _id: 'x', ...document }))
    expect(compileQuery(condition).matches(read)).toBe(isFound)
  })
})
