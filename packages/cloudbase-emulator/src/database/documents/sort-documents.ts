import { ObjectId } from 'bson'
import { invalidRequest, notImplemented } from './database-error.ts'
import { toPlain, type ValueObject } from './ejson-value.ts'
import { MANY, valueAt } from './plain-value.ts'
import type { StoredDocument } from './stored-document.ts'

/** In the order in which the document database compares values of different types. */
const RANKS: [rank: number, is: (value: unknown) => boolean][] = [
  [0, (value) => value === null || value === undefined],
  [1, (value) => typeof value === 'number'],
  [2, (value) => typeof value === 'string'],
  [3, (value) => value instanceof ObjectId],
  [4, (value) => typeof value === 'boolean'],
  [5, (value) => value instanceof Date],
]

/**
 * Sorts by an order as the SDK sends it, `{ field: 1 | -1 }`, the first field first; equal ones keep their places.
 * @throws DatabaseError when a field holds an array or an object
 * @see https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export function sortDocuments(documents: StoredDocument[], order: ValueObject): StoredDocument[] {
  const keys = Object.entries(toPlain(order)).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) throw invalidRequest(`the order of ${path} must be 1 or -1`)
    return { path, direction }
  })
  return documents.toSorted((left, right) => {
    for (const { path, direction } of keys) {
      const compared = compare(valueAt(left.value, path), valueAt(right.value, path), path)
      if (compared !== 0) return compared * direction
    }
    return 0
  })
}

function compare(left: unknown, right: unknown, path: string): number {
  const leftRank = rankOf(left, path)
  const rightRank = rankOf(right, path)
  if (leftRank !== rightRank) return leftRank - rightRank
  if (leftRank === 0) return 0
  const [a, b] = [comparable(left), comparable(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

function rankOf(value: unknown, path: string): number {
  const found = value === MANY ? undefined : RANKS.find(([, is]) => is(value))
  if (found === undefined) throw notImplemented(`orderBy on ${path}, which holds an array or an object`)
  return found[0]
}

function comparable(value: unknown): string | number | boolean {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.toHexString()
  return value as string | number | boolean
}
