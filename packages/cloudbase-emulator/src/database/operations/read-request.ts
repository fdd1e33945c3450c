import { invalidRequest, notImplemented } from '../documents/database-error.ts'
import { readValue, type ValueObject } from '../documents/ejson-value.ts'
import type { Collection } from '../storage/collection.ts'
import type { Session } from '../storage/session.ts'
import type { AdminRequest } from './operation.ts'

/** @throws DatabaseError DATABASE_COLLECTION_NOT_EXIST */
export function readCollection(session: Session, { collectionName }: AdminRequest): Collection {
  if (typeof collectionName !== 'string') throw invalidRequest('collectionName must be a string')
  return session.collection(collectionName)
}

/** The condition of a read; without `where()` everything matches. */
export function readCondition({ query }: AdminRequest, nowMs: number): ValueObject {
  return query === undefined || query === '' ? {} : readValue('query', query, nowMs)
}

/** The condition of a write. What the cloud does without `where()` is not known, and guessing could cost a collection. */
export function readWriteCondition({ query }: AdminRequest, nowMs: number): ValueObject {
  if (query === undefined || query === '') throw notImplemented('update or remove without where()')
  return readValue('query', query, nowMs)
}

/** @throws DatabaseError INVALID_PARAM unless the member is absent or a whole number */
export function readCount(member: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw invalidRequest(`${member} must be a whole number, not ${JSON.stringify(value)}`)
  }
  return value
}
