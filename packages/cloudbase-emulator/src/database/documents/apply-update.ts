import { addNumbers, isNumber } from './add-numbers.ts'
import { invalidRequest, notImplemented, WriteError } from './database-error.ts'
import { editPath } from './edit-path.ts'
import { isObject, type Value, type ValueObject } from './ejson-value.ts'

/** Value at a path before and after; undefined is no field at all. */
type Operator = (before: Value | undefined, operand: Value, path: string) => Value | undefined

const OPERATORS: Record<string, Operator> = {
  $set: (_before, operand) => operand,
  $unset: () => undefined,
  $inc(before, operand, path) {
    if (!isNumber(operand)) {
      throw new WriteError(`Cannot increment with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`)
    }
    if (before === undefined) return operand
    if (isNumber(before)) return addNumbers(before, operand)
    throw new WriteError(`Cannot apply $inc to a value of non-numeric type: the field '${path}'`)
  },
  $push(before, operand, path) {
    if (before !== undefined && !Array.isArray(before)) throw new WriteError(`The field '${path}' must be an array`)
    return [...(before ?? []), ...pushed(operand)]
  },
}

/**
 * Applies the update operators and answers the changed document; the one given stays as it is.
 * @throws WriteError when the document does not allow it
 * @throws DatabaseError for an operator that is not built
 * @see https://www.mongodb.com/docs/manual/reference/operator/update/
 */
export function applyUpdate(document: ValueObject, update: ValueObject): ValueObject {
  const changed = { ...document }
  for (const { path, operator, operand } of readUpdate(update)) {
    editPath(changed, path, (before) => operator(before, operand, path))
  }
  if (JSON.stringify(changed._id) !== JSON.stringify(document._id)) {
    throw new WriteError("Performing an update on the path '_id' would modify the immutable field '_id'")
  }
  return changed
}

function readUpdate(update: ValueObject) {
  const steps = Object.entries(update).flatMap(([name, operands]) => {
    if (!name.startsWith('$')) throw invalidRequest(`an update holds operators only, not the field ${name}`)
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
    if (operator === undefined) throw notImplemented(`update operator ${name}`)
    if (!isObject(operands)) throw invalidRequest(`${name} must hold an object of fields`)
    return Object.entries(operands).map(([path, operand]) => ({ path, operator, operand }))
  })
  // New fields are added in the order of their names, whatever the order in the update.
  steps.sort((a, b) => (a.path < b.path ? -1 : 1))
  const paths = new Set<string>()
  for (const { path } of steps) {
    const taken = prefixes(path).find((prefix) => paths.has(prefix))
    if (taken !== undefined) throw new WriteError(`Updating the path '${path}' would create a conflict at '${taken}'`)
    paths.add(path)
  }
  return steps
}

function prefixes(path: string): string[] {
  if (!path.includes('.')) return [path]
  const names = path.split('.')
  return names.map((_, index) => names.slice(0, index + 1).join('.'))
}

function pushed(operand: Value): Value[] {
  if (!isObject(operand) || operand.$each === undefined) return [operand]
  const { $each, ...modifiers } = operand
  const [modifier] = Object.keys(modifiers)
  if (modifier !== undefined) throw notImplemented(`$push with ${modifier}`)
  if (!Array.isArray($each)) throw new WriteError('The argument to $each in $push must be an array')
  return $each
}
