import { describe, expect, test } from 'vitest'
import { compileQuery } from '../src/database/compile-query.ts'
import type { ValueObject } from '../src/database/ejson-value.ts'
import { readDocument } from '../src/database/stored-document.ts'
import { valuesAt } from '../src/database/values-at.ts'

/** @see https://www.mongodb.com/docs/manual/tutorial/query-array-of-documents/; reported as walinejs/dittorm#8 */
describe('valuesAt', () => {
  // biome-ignore format: one row is one path
  test.each<[path: string, document: Record<string, unknown>, reached: unknown[]]>([
    ['a.k',   { a: { k: 1 } },               [1]],
    ['a.k',   { a: [{ k: 1 }, { k: 2 }] },   [1, 2]],
    ['a.k',   { a: [{ k: 1 }, { b: 2 }] },   [1, undefined]],
    ['a.k',   { a: [1, 2] },                 []],
    ['a.k',   { a: [] },                     []],
    ['a.k',   { a: [[{ k: 1 }]] },           []],
    ['a.k',   { a: [[1, 2], 3] },            []],
    ['a.k',   { a: 4 },                      [undefined]],
    ['a.k',   {},                            [undefined]],
    ['a.k.m', { a: [{ k: [{ m: 1 }] }] },    [1]],
    ['a.0.k', { a: [[{ k: 1 }]] },           [1]],
    ['a.0.k', { a: [{ k: 1 }, { k: 2 }] },   [1, undefined, undefined]],
    ['a.1',   { a: [[1, 2], 3] },            [3]],
    ['a.0',   { a: [[1, 2], 3] },            [[1, 2]]],
    ['a',     { a: [[1, 2], 3] },            [[[1, 2], 3]]],
    ['a.9',   { a: [1] },                    []],
    ['a.length', { a: [1] },                 []],
  ])('%s of %j', (path, document, reached) => {
    expect(valuesAt(document, path)).toStrictEqual(reached)
  })
})

const int = (value: number) => ({ $numberInt: String(value) })
const documents: Record<string, ValueObject> = {
  one: { a: { k: int(1) } },
  list: { a: [{ k: int(1) }] },
  numbers: { a: [[int(1), int(2)], int(3)] },
  deep: { a: [[{ k: int(1) }]] },
  none: { b: int(1) },
}

describe('a field name does not reach into a list within a list', () => {
  // biome-ignore format: one row is one query
  test.each<[condition: ValueObject, finds: string[]]>([
    [{ 'a.k': int(1) },                            ['list', 'one']],
    [{ 'a.k': { $gt: int(0) } },                   ['list', 'one']],
    [{ 'a.k': { $lte: int(1) } },                  ['list', 'one']],
    [{ 'a.k': { $in: [int(1)] } },                 ['list', 'one']],
    [{ 'a.k': { $nin: [int(1)] } },                ['deep', 'none', 'numbers']],
    [{ 'a.k': { $ne: int(1) } },                   ['deep', 'none', 'numbers']],
    [{ 'a.k': { $exists: false } },                ['deep', 'none', 'numbers']],
    [{ 'a.k': { $exists: true } },                 ['list', 'one']],
    [{ 'a.k': { $not: { $gt: int(0) } } },         ['deep', 'none', 'numbers']],
    [{ 'a.k': null },                              ['none']],
    [{ 'a.k': { $ne: null } },                     ['deep', 'list', 'numbers', 'one']],
    [{ 'a.0.k': int(1) },                          ['deep', 'list']],
    [{ 'a.1': int(3) },                            ['numbers']],
    [{ a: int(3) },                                ['numbers']],
    [{ a: int(1) },                                []],
    [{ a: [int(1), int(2)] },                      ['numbers']],
    [{ $or: [{ 'a.k': int(1) }, { b: int(1) }] },  ['list', 'none', 'one']],
    [{ $nor: [{ 'a.k': int(1) }] },                ['deep', 'none', 'numbers']],
    [{ $and: [{ 'a.k': int(1) }, { 'a.k': { $lt: int(2) } }] }, ['list', 'one']],
  ])('%j', (condition, finds) => {
    const query = compileQuery(condition)
    const found = Object.entries(documents).filter(([_id, fields]) =>
      query.matches(readDocument(JSON.stringify({ _id, ...fields }))),
    )
    expect(found.map(([id]) => id).sort()).toStrictEqual(finds)
  })
})
