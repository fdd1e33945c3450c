import { Double, EJSON } from 'bson'
import { notImplemented, WriteError } from './database-error.ts'
import type { Value, ValueObject } from './ejson-value.ts'

const INT32 = { least: -(2n ** 31n), most: 2n ** 31n - 1n }
const INT64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n }

type NumberType = '$numberInt' | '$numberLong' | '$numberDouble'
const TYPES: readonly NumberType[] = ['$numberInt', '$numberLong', '$numberDouble']

/** Says whether `addNumbers` takes the value; a decimal is refused loudly. */
export function isNumber(value: Value | undefined): value is ValueObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (value.$numberDecimal !== undefined) throw notImplemented('arithmetic with Decimal128')
  return TYPES.some((type) => typeof value[type] === 'string')
}

/**
 * Adds two wrapped numbers; the sum has the wider of their types, and an int that overflows becomes a long.
 * @throws WriteError when a long overflows
 * @see https://www.mongodb.com/docs/manual/reference/operator/update/inc/
 */
export function addNumbers(left: ValueObject, right: ValueObject): ValueObject {
  const [a, b] = [unwrap(left), unwrap(right)]
  if (a.type === '$numberDouble' || b.type === '$numberDouble') {
    return EJSON.serialize({ sum: new Double(Number(a.digits) + Number(b.digits)) }, { relaxed: false }).sum
  }
  const sum = BigInt(a.digits) + BigInt(b.digits)
  const wide = a.type === '$numberLong' || b.type === '$numberLong'
  if (!wide && fits(sum, INT32)) return { $numberInt: String(sum) }
  if (fits(sum, INT64)) return { $numberLong: String(sum) }
  throw new WriteError(`Failed to apply $inc operations to current value (${a.digits}) by ${b.digits}: overflow`)
}

function fits(sum: bigint, range: { least: bigint; most: bigint }): boolean {
  return sum >= range.least && sum <= range.most
}

function unwrap(value: ValueObject): { type: NumberType; digits: string } {
  for (const type of TYPES) {
    const digits = value[type]
    if (typeof digits === 'string') return { type, digits }
  }
  throw new TypeError(`[cloudbase-emulator] not a wrapped number: ${JSON.stringify(value)}`)
}
