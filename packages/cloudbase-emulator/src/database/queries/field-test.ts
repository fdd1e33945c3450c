import { compare, isEqual, typeOf } from 'mingo/util'
import { valuesAt } from '../documents/values-at.ts'
import { matchesWithinLimit } from '../regular-expression/match-within-limit.ts'

type Plain = Record<string, unknown>
/** Says whether the values that a path reaches pass. */
type FieldTest = (reached: unknown[]) => boolean

const not =
  (test: FieldTest): FieldTest =>
  (reached) =>
    !test(reached)

/** The test of each operator. Some value has to pass; what negates is true where none does. */
const OPERATORS: Record<string, (operand: unknown) => FieldTest> = {
  $eq: equals,
  $ne: (operand) => not(equals(operand)),
  $gt: (operand) => compares(operand, (order) => order > 0),
  $gte: (operand) => compares(operand, (order) => order >= 0),
  $lt: (operand) => compares(operand, (order) => order < 0),
  $lte: (operand) => compares(operand, (order) => order <= 0),
  $in: (operand) => isIn(operand as unknown[]),
  $nin: (operand) => not(isIn(operand as unknown[])),
  $exists: (operand) => (reached) => reached.some((value) => value !== undefined) === Boolean(operand),
  $not: (operand) => not(isOperators(operand) ? every(operand) : equals(operand)),
}

/** A regular expression matches, any other value equals; what is missing equals null. */
function equals(operand: unknown): FieldTest {
  if (operand instanceof RegExp) {
    return (reached) => reached.some((value) => typeof value === 'string' && matchesWithinLimit(operand, value))
  }
  return (reached) => reached.some((value) => isEqual(value ?? null, operand ?? null))
}

/** Only values of one type compare. NaN compares with itself, as equal. */
function compares(operand: unknown, passes: (order: number) => boolean): FieldTest {
  const type = typeOf(operand ?? null)
  return (reached) =>
    reached.some((value) => {
      if (typeOf(value ?? null) !== type) return false
      if (!Number.isNaN(value) && !Number.isNaN(operand)) return passes(compare(value ?? null, operand ?? null))
      return Object.is(value, operand) && passes(0)
    })
}

function isIn(operands: unknown[]): FieldTest {
  const tests = operands.map(equals)
  return (reached) => tests.some((test) => test(reached))
}

function every(operators: Plain): FieldTest {
  const tests = Object.entries(operators).map(([name, operand]) => OPERATORS[name]?.(operand))
  return (reached) => tests.every((test) => test?.(reached))
}

/** The operators that this emulator has for fields. */
export const FIELD_OPERATORS: ReadonlySet<string> = new Set(Object.keys(OPERATORS))

/** Says whether a test of a field is made of operators, and not a value to equal. */
export function isOperators(test: unknown): test is Plain {
  if (typeof test !== 'object' || test === null || Array.isArray(test)) return false
  if (test instanceof Date || test instanceof RegExp) return false
  return Object.keys(test).some((name) => name.startsWith('$'))
}

/** Makes the test of one field of a document: a value to equal, or operators that all have to pass. */
export function compileField(path: string, test: unknown): (document: Plain) => boolean {
  const passes = isOperators(test) ? every(test) : equals(test)
  return (document) => passes(valuesAt(document, path))
}
