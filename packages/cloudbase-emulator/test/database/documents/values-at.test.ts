import { describe, expect, test } from 'vitest'
import { valuesAt } from '../../../src/database/documents/values-at.ts'

/**
 * Documents, paths and values of MongoDB's own test, in another order where a test names one.
 * @see https://github.com/mongodb/mongo/blob/r4.4.0/src/mongo/db/matcher/path_test.cpp
 */
describe('valuesAt, as MongoDB tests its matcher', () => {
  // biome-ignore format: one row is one path
  test.each<[name: string, path: string, document: Record<string, unknown>, reached: unknown[]]>([
    ['Root1',                      'a',     { x: 4, a: 5 },                                         [5]],
    ['RootArray1',                 'a',     { x: 4, a: [5, 6] },                                    [5, 6, [5, 6]]],
    ['Nested1',                    'a.b',   { a: [{ b: 5 }, 3, {}, { b: [9, 11] }, { b: 7 }] },     [5, undefined, 9, 11, [9, 11], 7]],
    ['NestedPartialMatchScalar',   'a.b',   { a: 4 },                                               [undefined]],
    ['NestedPartialMatchArray',    'a.b',   { a: [4] },                                             []],
    ['NestedEmptyArray',           'a.b',   { a: { b: [] } },                                       [[]]],
    ['ArrayIndex1',                'a.1',   { a: [5, 7, 3] },                                       [7]],
    ['ArrayIndex2',                'a.1',   { a: [5, [2, 4], 3] },                                  [[2, 4]]],
    ['ArrayIndex3',                'a.1',   { a: [5, { 1: 4 }, 3] },                                [4, { 1: 4 }]],
    ['ArrayIndexNested1',          'a.1.b', { a: [5, { b: 4 }, 3] },                                [undefined, 4]],
    ['ArrayIndexNested2',          'a.1.b', { a: [5, [{ b: 4 }], 3] },                              [4]],
    ['NonMatchingLongArray',       'a.b.x', { a: [{ b: [] }, { b: [] }] },                          []],
    ['NestedArrayImplicit',        'a.b',   { a: [{ b: [2, 3] }, { b: [4, 5] }] },                  [2, 3, [2, 3], 4, 5, [4, 5]]],
    ['ImplicitAndExplicit',        'a.0.b', { a: [{ b: [2, 3] }, { b: [4, 5] }] },                  [undefined, undefined, 2, 3, [2, 3]]],
  ])('%s: %s of %j', (_name, path, document, reached) => {
    expect(valuesAt(document, path)).toStrictEqual(reached)
  })
})

/** @see https://github.com/mongodb/mongo/blob/r4.4.0/src/mongo/db/matcher/path.cpp; reported as walinejs/dittorm#8 */
describe('valuesAt, siblings', () => {
  // biome-ignore format: one row is one path
  test.each<[path: string, document: Record<string, unknown>, reached: unknown[]]>([
    ['a.k',     { a: { k: 1 } },                      [1]],
    ['a.k',     { a: [{ k: 1 }, { k: 2 }] },          [1, 2]],
    ['a.k',     { a: [[{ k: 1 }]] },                  []],
    ['a.k',     { a: [[{ k: 1 }], { k: 2 }] },        [2]],
    ['a.k',     { a: [[1, 2], 3] },                   []],
    ['a.k',     { a: [] },                            []],
    ['a.k',     { a: null },                          [undefined]],
    ['a.k',     {},                                   [undefined]],
    ['a.k.m',   { a: [{ k: [{ m: 1 }] }] },           [1]],
    ['a.k.m',   { a: [{ k: [[{ m: 1 }]] }] },         []],
    ['a.k.m',   { a: [{ k: 1 }, { k: { m: 2 } }] },   [undefined, 2]],
    ['a.0.k',   { a: [[{ k: 1 }]] },                  [1]],
    ['a.0.k',   { a: [[[{ k: 1 }]]] },                []],
    ['a.0.0.k', { a: [[[{ k: 1 }]]] },                [1]],
    ['a.0.k',   { a: [5] },                           []],
    ['a.0.1',   { a: [[1, 2]] },                      [2]],
    ['a.0.0',   { a: [[[7]]] },                       [[7]]],
    ['a.0',     { a: { 0: 'x' } },                    ['x']],
    ['a.0',     { a: [[1, 2], 3] },                   [[1, 2]]],
    ['a.00',    { a: [[1, 2], 3] },                   []],
    ['a.1',     { a: [[1, 2], 3] },                   [3]],
    ['a.9',     { a: [1] },                           []],
    ['a.-1',    { a: [1] },                           []],
    ['a.length', { a: [1] },                          []],
    ['a.toString', { a: {} },                         [undefined]],
    ['a.k',     { a: new Date(0) },                   [undefined]],
    ['a',       { a: [[1, 2], 3] },                   [[1, 2], 3, [[1, 2], 3]]],
  ])('%s of %j', (path, document, reached) => {
    expect(valuesAt(document, path)).toStrictEqual(reached)
  })
})
