type Plain = Record<string, unknown>

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/**
 * Returns every value that a dotted path reaches in a document, as the document database does: a list is passed through to
 * the objects in it, one list for each step and never a list within a list; a number also names a place in a list. A field
 * that an object lacks is reached as undefined, so that it can equal null.
 * @see https://www.mongodb.com/docs/manual/tutorial/query-array-of-documents/
 */
export function valuesAt(document: Plain, path: string): unknown[] {
  const reached: unknown[] = []
  reach(document, path.split('.'), 0, reached)
  return reached
}

function reach(value: unknown, names: string[], step: number, reached: unknown[]): void {
  const name = names[step]
  if (name === undefined) reached.push(value)
  else if (Array.isArray(value)) reachInto(value, name, { names, step, reached })
  else reach(isPlain(value) && Object.hasOwn(value, name) ? value[name] : undefined, names, step + 1, reached)
}

function reachInto(
  list: unknown[],
  name: string,
  { names, step, reached }: { names: string[]; step: number; reached: unknown[] },
): void {
  if (/^\d+$/.test(name) && Number(name) < list.length) reach(list[Number(name)], names, step + 1, reached)
  for (const element of list) {
    if (isPlain(element)) reach(element, names, step, reached)
  }
}
