import { BSONRegExp } from 'bson'
import { Context } from 'mingo/core'
import { $eq, $gt, $gte, $in, $lt, $lte, $ne, $nin } from 'mingo/operators/query/comparison'
import { $exists } from 'mingo/operators/query/element'
import { $regex } from 'mingo/operators/query/evaluation'
import { $and, $nor, $not, $or } from 'mingo/operators/query/logical'
import { Query } from 'mingo/query'
import { invalidRequest, notBuilt } from './database-error.ts'
import { toPlain, type ValueObject } from './ejson-value.ts'
import { indexKey, MANY, valueAt } from './plain-value.ts'
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
  const plain = withRegExps(toPlain(condition)) as Plain
  assertBuilt(plain)
  const ids = '_id' in plain ? scalarsOf(plain._id) : undefined
  const equals = new Map<string, string>()
  for (const [path, test] of Object.entries(plain)) {
    const [only, ...others] = scalarsOf(test) ?? []
    if (only !== undefined && others.length === 0) equals.set(path, indexKey(only.value))
  }
  // Scalars are equal when their index keys are.
  const isAllEquals = equals.size === Object.keys(plain).length
  let query = isAllEquals ? undefined : new Query(plain, { context: CONTEXT })
  return {
    matches(document) {
      const isEqual = isAllEquals ? equalsAll(document, equals) : undefined
      if (isEqual !== undefined) return isEqual
      query ??= new Query(plain, { context: CONTEXT })
      return query.test(document.plain)
    },
    idKeys: ids && [...new Set(ids.map((id) => indexKey(id.value)))],
    equals,
  }
}

/** Whether all these fields have these values; undefined where an array on the way makes that another question. */
function equalsAll(document: StoredDocument, equals: ReadonlyMap<string, string>): boolean | undefined {
  for (const [path, key] of equals) {
    const value = valueAt(document.value, path)
    if (value === MANY) return undefined
    if (indexKey(value) !== key) return false
  }
  return true
}

/** The only values that pass the test of a field, when it is an equality or a list; undefined for any other test. */
function scalarsOf(test: unknown): { value: unknown }[] | undefined {
  if (isScalar(test)) return [{ value: test }]
  if (!isOperators(test)) return undefined
  if (isScalar(test.$eq) && test.$eq !== undefined) return [{ value: test.$eq }]
  if (Array.isArray(test.$in) && test.$in.every(isScalar)) return test.$in.map((value) => ({ value }))
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
