import fc from 'fast-check'
import { Context } from 'mingo/core'
import { $eq, $gt, $gte, $in, $lt, $lte } from 'mingo/operators/query/comparison'
import { Query } from 'mingo/query'
import { expect, test } from 'vitest'
import type { ValueObject } from '../../../src/database/documents/ejson-value.ts'
import { readDocument } from '../../../src/database/documents/stored-document.ts'
import { compileSimpleQuery } from '../../../src/database/queries/compile-simple-query.ts'

const context = Context.init({ query: { $eq, $gt, $gte, $in, $lt, $lte } })

const field = fc.constantFrom('a', 'b', 'a.b', 'none')
const plain = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', 'x', '1'),
  fc.integer({ min: -2, max: 2 }),
  fc.constantFrom(0.5, -0),
)
const comparison = fc.record({ name: fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte'), operand: plain })
const condition = fc.dictionary(
  field,
  fc.oneof(
    plain,
    comparison.map(({ name, operand }) => ({ [name]: operand })),
    fc.array(plain, { maxLength: 3 }).map((values) => ({ $in: values })),
  ),
  { maxKeys: 3 },
)

const value = fc.constantFrom<unknown>(
  ...[null, true, 'x', '1', '', [], ['x'], { b: 'x' }, { b: [{ c: 1 }] }],
  ...['-2', '0', '1', '2'].map((number) => ({ $numberInt: number })),
  ...['0.5', 'NaN', '-0.0'].map((number) => ({ $numberDouble: number })),
  ...[{ $numberLong: '1' }, { $date: { $numberLong: '1' } }],
)
const document = fc.dictionary(fc.constantFrom('a', 'b'), value, { maxKeys: 2 })

test('what the quick way answers is what the library answers', () => {
  let quick = 0
  const answersAlike = fc.property(condition, document, (wanted, fields) => {
    const stored = readDocument(JSON.stringify({ _id: 'o', ...(fields as ValueObject) }))
    const passes = compileSimpleQuery(wanted)?.(stored)
    if (passes === undefined) return
    quick += 1
    expect(passes).toBe(new Query(wanted, { context }).test(stored.plain))
  })
  fc.assert(answersAlike, { numRuns: 5_000 })
  expect(quick).toBeGreaterThan(500)
})

test.each<[why: string, condition: Record<string, unknown>]>([
  ['a logical operator', { $or: [{ a: 1 }] }],
  ['two tests of a field', { a: { $gt: 1, $lt: 3 } }],
  ['a comparison with no number', { a: { $gt: 'x' } }],
  ['another operator', { a: { $ne: 1 } }],
  ['an object', { a: { b: 1 } }],
  ['an array', { a: [1] }],
  ['a date', { a: new Date(0) }],
])('%s is left to the library', (_why, wanted) => {
  expect(compileSimpleQuery(wanted)).toBeUndefined()
})
