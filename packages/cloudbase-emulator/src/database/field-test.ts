import { Context } from 'mingo/core'
import { $eq, $gt, $gte, $in, $lt, $lte } from 'mingo/operators/query/comparison'
import { $regex } from 'mingo/operators/query/evaluation'
import { Query } from 'mingo/query'
import { valuesAt } from './values-at.ts'

type Plain = Record<string, unknown>
/** Says whether the values that a path reaches pass. */
type FieldTest = (reached: unknown[]) => boolean

const CONTEXT = Context.init({ query: { $eq, $gt, $gte, $lt, $lte, $in, $regex } })
const FIELD = 'field'

/** Makes the test that some of the values passes one operator; the library compares, a list by itself and by its elements. */
function some(operator: string, operand: unknown): FieldTest {
  const query = new Query({ [FIELD]: { [operator]: operand } }, { context: CONTEXT })
  return (reached) => reached.some((value) => query.test(value === undefined ? {} : { [FIELD]: value }))
}

const not =
  (test: FieldTest): FieldTest =>
  (reached) =>
    !test(reached)

/** Operators that are not `some` of their own name. What negates is true where nothing that is reached passes. */
const OTHERS: Record<string, (operand: unknown) => FieldTest> = {
  $ne: (operand) => not(equals(operand)),
  $nin: (operand) => not(isIn(operand as unknown[])),
  $eq: (operand) => equals(operand),
  $in: (operand) => isIn(operand as unknown[]),
  $exists: (operand) => (reached) => reached.some((value) => value !== undefined) === Boolean(operand),
  $not: (operand) => not(isOperators(operand) ? every(operand) : equals(operand)),
}

function equals(operand: unknown): FieldTest {
  return some(operand instanceof RegExp ? '$regex' : '$eq', operand)
}

/** A regular expression in a list matches; any other value equals. */
function isIn(operands: unknown[]): FieldTest {
  const tests = operands.map(equals)
  return (reached) => tests.some((test) => test(reached))
}

function every(operators: Plain): FieldTest {
  const tests = Object.entries(operators).map(([name, operand]) => OTHERS[name]?.(operand) ?? some(name, operand))
  return (reached) => tests.every((test) => test(reached))
}

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
