import { isPlainObject } from './plain-value.ts'

type Plain = Record<string, unknown>

const PLACE = /^(?:0|[1-9]\d*)$/

/**
 * Returns every value that a condition on a dotted path looks at, as the document database does. A list is passed through
 * to the objects in it, one list for each name and never a list within a list; a number also names a place in a list. A list
 * at the end counts by its elements and as a whole, but as a whole only where a number named it. A field that an object
 * lacks is undefined, so that it can equal null.
 * @see https://github.com/mongodb/mongo/blob/master/src/mongo/db/matcher/path_test.cpp
 */
export function valuesAt(document: Plain, path: string): unknown[] {
  const reached: unknown[] = []
  reach(document, path.split('.'), reached)
  return reached
}

function reach(value: unknown, [name, ...rest]: string[], reached: unknown[]): void {
  if (name === undefined) {
    if (Array.isArray(value)) for (const element of value) reached.push(element)
    reached.push(value)
  } else if (Array.isArray(value)) reachInto(value, [name, ...rest], reached)
  else reach(isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined, rest, reached)
}

function reachInto(list: unknown[], names: string[], reached: unknown[]): void {
  for (const element of list) if (isPlainObject(element)) reach(element, names, reached)
  const [name = '', ...rest] = names
  if (!PLACE.test(name) || Number(name) >= list.length) return
  const element = list[Number(name)]
  if (rest.length === 0) reached.push(element)
  else if (isPlainObject(element)) reach(element, rest, reached)
  else if (Array.isArray(element)) reachInto(element, rest, reached)
}
