import { notImplemented, WriteError } from './database-error.ts'
import { isObject, type Value, type ValueObject } from './ejson-value.ts'

/** Answers what shall stand where `before` stood; undefined takes the field away. */
type Change = (before: Value | undefined) => Value | undefined

/**
 * Changes one dotted path of a document, whose own fields are replaced in place while all below them is copied; objects
 * on the way are made when the change puts something there.
 * @throws WriteError when the way leads through something that is neither object nor array
 */
export function editPath(document: ValueObject, path: string, change: Change): void {
  const names = path.split('.')
  if (names.includes('')) {
    throw new WriteError(`The update path '${path}' contains an empty field name, which is not allowed.`)
  }
  const positional = names.find((name) => name.startsWith('$'))
  if (positional !== undefined) throw notImplemented(`the positional operator ${positional} in the path ${path}`)
  if (names.includes('__proto__')) throw new WriteError('a field cannot be named __proto__')
  const [name = '', ...rest] = names
  const child = edit(Object.hasOwn(document, name) ? document[name] : undefined, rest, change, name)
  if (child === undefined) delete document[name]
  else document[name] = child
}

function edit(node: Value | undefined, names: string[], change: Change, parent: string): Value | undefined {
  const [name, ...rest] = names
  if (name === undefined) return change(node)
  if (node === undefined) {
    const child = edit(undefined, rest, change, name)
    return child === undefined ? undefined : { [name]: child }
  }
  if (isObject(node)) {
    const child = edit(Object.hasOwn(node, name) ? node[name] : undefined, rest, change, name)
    if (child !== undefined) return { ...node, [name]: child }
    const { [name]: _removed, ...others } = node
    return others
  }
  if (Array.isArray(node) && /^(0|[1-9]\d*)$/.test(name)) return editElement(node, Number(name), rest, change)
  if (change(undefined) === undefined) return node // nothing there to take away
  throw new WriteError(`Cannot create field '${name}' in element {${parent}: ${JSON.stringify(node)}}`)
}

function editElement(array: Value[], index: number, rest: string[], change: Change): Value[] {
  const child = edit(array[index], rest, change, String(index))
  if (index >= array.length) {
    if (child === undefined) return array
    if (index > array.length) throw notImplemented(`setting element ${index} of an array of ${array.length}`)
  }
  const copy = [...array]
  copy[index] = child ?? null // an element that is unset leaves null, so that the others keep their places
  return copy
}
