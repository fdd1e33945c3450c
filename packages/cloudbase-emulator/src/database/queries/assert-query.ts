import { invalidRequest, notImplemented } from '../documents/database-error.ts'
import { isPlainObject } from '../documents/plain-value.ts'
import { FIELD_OPERATORS, isOperators } from './field-test.ts'

type Plain = Record<string, unknown>

const LOGICAL = new Set(['$and', '$or', '$nor'])
/** Operators that can hold a regular expression to match. */
const OF_EXPRESSIONS = new Set(['$in', '$nin', '$not'])

/**
 * Refuses what a query cannot be made of.
 * @throws DatabaseError for an operator that is not built, or a condition that makes no sense
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/
 */
export function assertQuery(condition: Plain): void {
  for (const [name, test] of Object.entries(condition)) {
    if (LOGICAL.has(name)) assertParts(name, test)
    else if (name.startsWith('$')) throw notImplemented(`query operator ${name}`)
    else if (isOperators(test)) assertOperators(name, test)
  }
}

function assertParts(operator: string, parts: unknown): void {
  if (!Array.isArray(parts) || parts.length === 0) throw invalidRequest(`${operator} must be a nonempty array`)
  for (const part of parts) {
    if (!isPlainObject(part)) throw invalidRequest(`${operator} entries need to be full objects`)
    assertQuery(part)
  }
}

function assertOperators(field: string, test: Plain): void {
  for (const [operator, operand] of Object.entries(test)) {
    if (!FIELD_OPERATORS.has(operator)) throw notImplemented(`query operator ${operator} (on the field ${field})`)
    if ((operator === '$in' || operator === '$nin') && !Array.isArray(operand)) {
      throw invalidRequest(`${operator} needs an array`)
    }
    if (operand instanceof RegExp) assertTakesExpression(operator, field)
    else if (operator === '$not') assertNegated(field, operand)
  }
}

function assertTakesExpression(operator: string, field: string): void {
  if (OF_EXPRESSIONS.has(operator)) return
  throw notImplemented(
    `${operator} with a regular expression (on the field ${field}), which compares with stored expressions and matches no text; write { field: /…/ } or use _.not`,
  )
}

function assertNegated(field: string, operand: unknown): void {
  if (!isOperators(operand)) throw invalidRequest('$not needs a regex or a document of operators')
  assertOperators(field, operand)
}
