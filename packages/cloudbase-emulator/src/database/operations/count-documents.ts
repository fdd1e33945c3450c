import { compileQuery } from '../queries/compile-query.ts'
import type { Operation } from './operation.ts'
import { readCollection, readCondition } from './read-request.ts'

/** `count()`. */
export const countDocuments: Operation = (session, request, { nowMs }) => {
  const collection = readCollection(session, request)
  return { total: session.find(collection, compileQuery(readCondition(request, nowMs))).length }
}
