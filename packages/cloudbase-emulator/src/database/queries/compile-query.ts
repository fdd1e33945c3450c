import { BSONRegExp } from 'bson'
import { toPlain, type ValueObject } from '../documents/ejson-value.ts'
import { indexKey, isPlainObject } from '../documents/plain-value.ts'
import type { StoredDocument } from '../documents/stored-document.ts'
import { toJavaScript } from '../regular-expression/to-javascript.ts'
import { assertQuery } from './assert-query.ts'
import { compileSimpleQuery } from './compile-simple-query.ts'
import { compileField, isOperators } from './field-test.ts'

/** A query, with what an index can know of it beforehand. */
export interface CompiledQuery {
  matches(document: StoredDocument): boolean
  /** Keys of the only `_id`s that can match; undefined when any can. */
  idKeys: string[] | undefined
  /** Index keys that fields must equal, by path. */
  equals: ReadonlyMap<string, string>
}

type Plain = Record<string, unknown>

/**
 * Makes a query ready to run.
 * @throws DatabaseError for an operator that is not built, or a condition that makes no sense
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/
 */
export function compileQuery(condition: ValueObject): CompiledQuery {
  const plain = toPlain(condition)
  const simple = compileSimpleQuery(plain)
  let query = simple === undefined ? makeQuery(plain) : undefined
  const ids = '_id' in plain ? scalarsOf(plain._id) : undefined
  const equals = new Map<string, string>()
  for (const path in plain) {
    const scalars = scalarsOf(plain[path])
    if (scalars?.length === 1) equals.set(path, indexKey(scalars[0]))
  }
  return {
    matches(document) {
      const passes = simple?.(document)
      if (passes !== undefined) return passes
      query ??= makeQuery(plain)
      return query(document.plain)
    },
    idKeys: ids && [...new Set(ids.map(indexKey))],
    equals,
  }
}

type Test = (document: Plain) => boolean

function makeQuery(plain: Plain): Test {
  const condition = withRegExps(plain) as Plain
  assertQuery(condition)
  return compileCondition(condition)
}

/** Combination of the parts of each logical operator. */
const JOINED: Record<string, (parts: Test[]) => Test> = {
  $and: (parts) => (document) => parts.every((part) => part(document)),
  $or: (parts) => (document) => parts.some((part) => part(document)),
  $nor: (parts) => (document) => !parts.some((part) => part(document)),
}

function compileCondition(condition: Plain): Test {
  const tests = Object.entries(condition).map(([name, test]) => {
    const join = Object.hasOwn(JOINED, name) ? JOINED[name] : undefined
    return join === undefined ? compileField(name, test) : join((test as Plain[]).map(compileCondition))
  })
  return (document) => tests.every((test) => test(document))
}

/** The only values that pass the test of a field, when it is an equality or a list; undefined for any other test. */
function scalarsOf(test: unknown): unknown[] | undefined {
  if (isScalar(test)) return [test]
  if (!isOperators(test)) return undefined
  if (isScalar(test.$eq) && test.$eq !== undefined) return [test.$eq]
  if (Array.isArray(test.$in) && test.$in.every(isScalar)) return test.$in
  return undefined
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date
}

/** Regular expressions arrive as BSON's; the comparison wants JavaScript's. */
function withRegExps(value: unknown): unknown {
  if (value instanceof BSONRegExp) return toJavaScript(value.pattern, value.options)
  if (Array.isArray(value)) return value.map(withRegExps)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withRegExps(member)]))
}
