import { indexKey, MANY, valueAt } from '../documents/plain-value.ts'
import type { StoredDocument } from '../documents/stored-document.ts'

/** Test of a value; undefined where it is of a kind that asks for more than this. */
type Test = (value: unknown) => boolean | undefined

/** Numbers only, for any other type compares to a number as false. */
const COMPARISONS: Record<string, (value: number, operand: number) => boolean> = {
  $gt: (value, operand) => value > operand,
  $gte: (value, operand) => value >= operand,
  $lt: (value, operand) => value < operand,
  $lte: (value, operand) => value <= operand,
}

/**
 * Makes a quick test of a condition that only asks whether fields equal plain values or compare to numbers; undefined for
 * any other. The test answers undefined at a document with something else in such a field: an array, a date, NaN.
 */
export function compileSimpleQuery(
  condition: Record<string, unknown>,
): ((document: StoredDocument) => boolean | undefined) | undefined {
  const tests: { path: string; test: Test }[] = []
  for (const path in condition) {
    const test = path.startsWith('$') ? undefined : testOf(condition[path])
    if (test === undefined) return undefined
    tests.push({ path, test })
  }
  return (document) => {
    for (const { path, test } of tests) {
      const passes = test(valueAt(document.value, path))
      if (passes !== true) return passes
    }
    return true
  }
}

function testOf(test: unknown): Test | undefined {
  if (isPrimitive(test)) return isOneOf([test])
  if (Object.getPrototypeOf(test) !== Object.prototype) return undefined
  const [only, ...others] = Object.entries(test as object)
  return only === undefined || others.length > 0 ? undefined : testWith(...only)
}

function testWith(operator: string, operand: unknown): Test | undefined {
  if (operator === '$eq' && isPrimitive(operand)) return isOneOf([operand])
  if (operator === '$in' && Array.isArray(operand) && operand.every(isPrimitive)) return isOneOf(operand)
  const compares = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined
  if (compares === undefined || !Number.isFinite(operand)) return undefined
  return (value) => {
    if (typeof value === 'number' && !Number.isNaN(value)) return compares(value, operand as number)
    return isPrimitive(value) && typeof value !== 'number' ? false : undefined
  }
}

/** Plain values are equal when their index keys are. */
function isOneOf(values: unknown[]): Test {
  const keys = values.map(indexKey)
  return (value) => (isPrimitive(value) ? keys.includes(indexKey(value)) : undefined)
}

/** Values that need no library to compare; `MANY` is none, and neither is anything that BSON has a type of its own for. */
function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && value !== MANY)
}
