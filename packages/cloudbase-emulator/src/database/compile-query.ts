import { BSONRegExp } from 'bson'
import { Context } from 'mingo/core'
import { $eq, $gt, $gte, $in, $lt, $lte, $ne, $nin } from 'mingo/operators/query/comparison'
import { $exists } from 'mingo/operators/query/element'
import { $regex } from 'mingo/operators/query/evaluation'
import { $and, $nor, $not, $or } from 'mingo/operators/query/logical'
import { Query } from 'mingo/query'
import { compileSimpleQuery } from './compile-simple-query.ts'
import { invalidRequest, notBuilt } from './database-error.ts'
import { toPlain, type ValueObject } from './ejson-value.ts'
import { indexKey } from './plain-value.ts'
import type { StoredDocument } from './stored-document.ts'

/** A query, with what an index can know of it beforehand. */
export interface CompiledQuery {
  matches(document: StoredDocument): boolean
  /** Keys of the only `_id`s that can match; undefined when any can. */
  idKeys: string[] | undefined
  /** Index keys that fields must equal, by path. */
  equals: ReadonlyMap<string, string>
}

type Plain = Record<string, unknown>

const CONTEXT = Context.init({
  query: { $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists, $regex, $and, $or, $nor, $not },
})
const LOGICAL = new Set(['$and', '$or', '$nor'])
const OF_FIELDS = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists', '$not'])

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
      return query.test(document.plain)
    },
    idKeys: ids && [...new Set(ids.map(indexKey))],
    equals,
  }
}

function makeQuery(plain: Plain): Query {
  const condition = withRegExps(plain) as Plain
  assertBuilt(condition)
  return new Query(condition, { context: CONTEXT })
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

function isOperators(test: unknown): test is Plain {
  if (typeof test !== 'object' || test === null || Array.isArray(test) || test instanceof Date) return false
  return Object.keys(test).some((name) => name.startsWith('$'))
}

function assertBuilt(condition: Plain): void {
  for (const [name, test] of Object.entries(condition)) {
    if (LOGICAL.has(name)) {
      if (!Array.isArray(test) || test.length === 0) throw invalidRequest(`${name} must be a nonempty array`)
      for (const part of test) assertBuilt(part)
    } else if (name.startsWith('$')) throw notBuilt(`query operator ${name}`)
    else if (isOperators(test)) assertOperators(name, test)
  }
}

function assertOperators(field: string, test: Plain): void {
  for (const [operator, operand] of Object.entries(test)) {
    if (!OF_FIELDS.has(operator)) throw notBuilt(`query operator ${operator} (on the field ${field})`)
    if ((operator === '$in' || operator === '$nin') && !Array.isArray(operand)) {
      throw invalidRequest(`${operator} needs an array`)
    }
    if (operator === '$not' && isOperators(operand)) assertOperators(field, operand)
  }
}

/** Regular expressions arrive as BSON's; the comparison wants JavaScript's. */
function withRegExps(value: unknown): unknown {
  if (value instanceof BSONRegExp) return toRegExp(value)
  if (Array.isArray(value)) return value.map(withRegExps)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withRegExps(member)]))
}

function toRegExp({ pattern, options }: BSONRegExp): RegExp {
  const unknown = /[^ims]/.exec(options)
  if (unknown !== null) throw notBuilt(`regular expressions with the flag ${unknown[0]}`)
  try {
    return new RegExp(pattern, options)
  } catch (error) {
    throw invalidRequest(error instanceof Error ? error.message : String(error))
  }
}
