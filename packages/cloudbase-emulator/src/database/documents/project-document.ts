import { invalidRequest, notImplemented } from './database-error.ts'
import { isObject, toPlain, type Value, type ValueObject } from './ejson-value.ts'

/** Fields by name; a leaf is true. */
interface Fields {
  [name: string]: Fields | true
}

/**
 * Makes the function that leaves only the wanted fields of a document, or all but the unwanted ones.
 * @throws DatabaseError for a projection other than 1 and 0
 * @see https://www.mongodb.com/docs/manual/tutorial/project-fields-from-query-results/
 */
export function compileProjection(projection: ValueObject): (document: ValueObject) => ValueObject {
  const wanted: string[] = []
  const unwanted: string[] = []
  const { _id: id = 1, ...rest } = toPlain(projection)
  for (const [path, choice] of [...Object.entries(rest), ['_id', id] as const]) {
    if (choice === 1) wanted.push(path)
    else if (choice === 0) unwanted.push(path)
    else throw notImplemented(`a projection other than true and false (of the field ${path})`)
  }
  const including = wanted.some((path) => path !== '_id')
  if (including && unwanted.some((path) => path !== '_id')) {
    throw invalidRequest('a projection cannot both include and exclude fields')
  }
  const fields = fieldsOf(including ? wanted : unwanted)
  const keep = including ? include : exclude
  return (document) => {
    const kept = keep(document, fields)
    return isObject(kept) ? kept : {}
  }
}

function fieldsOf(paths: string[]): Fields {
  const fields: Fields = Object.create(null)
  for (const path of paths) {
    let node = fields
    const names = path.split('.')
    const last = names.pop() ?? path
    for (const name of names) {
      const next = node[name]
      if (next === true) throw invalidRequest(`Path collision at ${path}`)
      node = node[name] = next ?? Object.create(null)
    }
    if (node[last] !== undefined) throw invalidRequest(`Path collision at ${path}`)
    node[last] = true
  }
  return fields
}

function include(value: Value, fields: Fields): Value | undefined {
  if (Array.isArray(value)) return value.map((element) => include(element, fields)).filter((kept) => kept !== undefined)
  if (!isObject(value)) return undefined
  return mapMembers(value, (name, member) => {
    const choice = fields[name]
    return choice === true ? member : choice && include(member, choice)
  })
}

function exclude(value: Value, fields: Fields): Value {
  if (Array.isArray(value)) return value.map((element) => exclude(element, fields))
  if (!isObject(value)) return value
  return mapMembers(value, (name, member) => {
    const choice = fields[name]
    return choice === undefined ? member : choice === true ? undefined : exclude(member, choice)
  })
}

function mapMembers(value: ValueObject, map: (name: string, member: Value) => Value | undefined): ValueObject {
  const mapped: ValueObject = {}
  for (const [name, member] of Object.entries(value)) {
    const kept = map(name, member)
    if (kept !== undefined) mapped[name] = kept
  }
  return mapped
}
