import { EJSON } from 'bson'
import { DatabaseError, invalidRequest, WriteError } from './database-error.ts'
import { refuseFlag } from './refuse-construct.ts'

/** A value in canonical extended JSON: numbers and dates are wrapped (`{"$numberInt":"1"}`), so that their types survive. */
export type Value = null | boolean | string | Value[] | ValueObject
export interface ValueObject {
  [name: string]: Value
}

const WRAPPERS = new Set([
  '$binary',
  '$code',
  '$date',
  '$maxKey',
  '$minKey',
  '$numberDecimal',
  '$numberDouble',
  '$numberInt',
  '$numberLong',
  '$oid',
  '$regularExpression',
  '$symbol',
  '$timestamp',
])

/** Flags that BSON has a place for; the SDK passes on those of JavaScript too. */
const FLAGS_OF_BSON = 'imsxlu'

/** Whatever `resolveServerDates` looks for; a backslash may hide it. */
const TO_RESOLVE = ['\\', '$tcb_server_date', '__proto__']

/** Says whether the value is an object or an array; wrapped numbers, dates and the like are neither. */
export function isObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isWrapped(value)
}

function isWrapped(value: ValueObject): boolean {
  for (const name in value) return WRAPPERS.has(name)
  return false
}

/**
 * Reads one member of a request: a string of extended JSON holding an object. Server dates become the given time.
 * @throws DatabaseError INVALID_PARAM when it is anything else
 */
export function readValue(member: string, text: unknown, nowMs: number): ValueObject {
  if (typeof text !== 'string') throw invalidRequest(`${member} must be a string of extended JSON, not ${typeof text}`)
  let value: unknown
  try {
    value = JSON.parse(text)
    if (text.includes('$regularExpression')) assertFlags(value)
    // What the SDK sends is canonical already; anything else is made so.
    if (!isCanonical(value)) value = EJSON.serialize(EJSON.parse(text, { relaxed: false }), { relaxed: false })
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw invalidRequest(`${member} is not extended JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const needsResolving = TO_RESOLVE.some((part) => text.includes(part))
  const resolved = needsResolving ? resolveServerDates(value as Value, nowMs) : (value as Value)
  if (!isObject(resolved)) throw invalidRequest(`${member} must hold an object: ${text.slice(0, 100)}`)
  return resolved
}

function assertFlags(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (name !== '$regularExpression') assertFlags(member)
    else for (const flag of String(member?.options ?? '')) if (!FLAGS_OF_BSON.includes(flag)) refuseFlag(flag)
  }
}

/** Says whether the value surely stays as it is when it is read and written as canonical extended JSON. */
function isCanonical(value: unknown): boolean {
  if (typeof value === 'number') return false
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isCanonical)
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name]
    if (WRAPPERS.has(name)) return isPlainInteger(name, member) && Object.keys(value).length === 1
    if (!isCanonical(member)) return false
  }
  return true
}

function isPlainInteger(wrapper: string, text: unknown): boolean {
  if (typeof text !== 'string' || (wrapper !== '$numberInt' && wrapper !== '$numberLong')) return false
  const number = Number(text)
  return String(number) === text && (wrapper === '$numberLong' ? Number.isSafeInteger(number) : (number | 0) === number)
}

function resolveServerDates(value: Value, nowMs: number): Value {
  if (Array.isArray(value)) return value.map((element) => resolveServerDates(element, nowMs))
  if (!isObject(value)) return value
  if (isObject(value.$tcb_server_date)) {
    const offsetMs = Number(toPlain({ offset: value.$tcb_server_date.offset ?? null }).offset)
    return { $date: { $numberLong: String(nowMs + offsetMs) } }
  }
  const resolved: ValueObject = {}
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') throw invalidRequest('a field cannot be named __proto__')
    resolved[name] = resolveServerDates(member, nowMs)
  }
  return resolved
}

/** The same value in plain JavaScript (numbers, Date, ObjectId), as queries compare it. */
export function toPlain(value: ValueObject): Record<string, unknown> {
  return plainOf(value) as Record<string, unknown>
}

/** `toPlain` of any value. Members that hold wrapped values other than numbers are left to the library. */
export function plainOf(value: Value): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plainOf)
  if (isWrapped(value)) {
    const { $numberInt: int, $numberLong: long } = value
    if (typeof int === 'string') return Number(int)
    if (typeof long === 'string' && Number.isSafeInteger(Number(long))) return Number(long)
    return EJSON.parse(JSON.stringify({ value })).value
  }
  const plain: Record<string, unknown> = {}
  for (const name in value) plain[name] = plainOf(value[name] as Value)
  return plain
}

/** @throws WriteError when a field name is one of the operators: those are for updates, not for storage */
export function assertStorable(value: Value): void {
  if (Array.isArray(value)) value.forEach(assertStorable)
  else if (isObject(value)) {
    for (const name in value) {
      if (name.startsWith('$'))
        throw new WriteError(`The dollar ($) prefixed field '${name}' is not valid for storage.`)
      assertStorable(value[name] as Value)
    }
  }
}
