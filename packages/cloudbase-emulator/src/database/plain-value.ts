import { EJSON } from 'bson'

/** What `valueAt` answers when the path leads to or through an array. */
export const MANY = Symbol('many values')

/** The value at a dotted path of a plain document; undefined when there is none. */
export function valueAt(document: Record<string, unknown>, path: string): unknown {
  let value: unknown = document
  for (const name of path.split('.')) {
    if (Array.isArray(value)) return MANY
    value = hasMember(value, name) ? value[name] : undefined
  }
  return Array.isArray(value) ? MANY : value
}

function hasMember(value: unknown, name: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && Object.hasOwn(value, name)
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
