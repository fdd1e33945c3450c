import { compileQuery } from '../queries/compile-query.ts'
import type { Operation } from './operation.ts'
import { readCollection, readWriteCondition } from './read-request.ts'

/** `remove()`, of a document or a query. */
export const removeDocuments: Operation = (session, request, { nowMs }) => {
  const collection = readCollection(session, request)
  const found = session.find(collection, compileQuery(readWriteCondition(request, nowMs)))
  const chosen = request.multi === true ? found : found.slice(0, 1)
  for (const document of chosen) session.remove(collection, document)
  return { deleted: chosen.length }
}
