import { EJSON } from 'bson'
import { isObject, plainOf, type Value, type ValueObject } from './ejson-value.ts'

/** Answer of `valueAt` when the path leads to or through an array. */
export const MANY = Symbol('many values')

/** The plain value at a dotted path of a document; undefined when there is none. */
export function valueAt(document: ValueObject, path: string): unknown {
  let value: Value | undefined = document
  for (const name of path.split('.')) {
    if (Array.isArray(value)) return MANY
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }
  if (Array.isArray(value)) return MANY
  return value === undefined ? undefined : plainOf(value)
}

/** A text that two values share exactly when an index takes them for equal: 1 and 1.0 are, null and missing are. */
export function indexKey(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return EJSON.stringify(value)
}

/** A value as the document database writes it in its messages. */
export function describeValue(value: unknown): string {
  return value instanceof Date ? `new Date(${value.getTime()})` : indexKey(value)
}

/** Says whether the value is an object of fields, and not a list, a date or another type of BSON. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
