import { applyUpdate } from '../documents/apply-update.ts'
import { invalidRequest, notImplemented } from '../documents/database-error.ts'
import { readValue } from '../documents/ejson-value.ts'
import { idKeyOf, makeDocument } from '../documents/stored-document.ts'
import { compileQuery } from '../queries/compile-query.ts'
import type { Operation } from './operation.ts'
import { readCollection, readWriteCondition } from './read-request.ts'

/** `update()`, of a document or a query, and `set()`, which the SDK tells apart by two flags. */
export const modifyDocuments: Operation = (session, request, surroundings) => {
  if (request.merge === true && request.upsert === false) return updateDocuments(session, request, surroundings)
  if (request.merge === false && request.upsert === true) return setDocument(session, request, surroundings)
  throw notImplemented(`modifyDocument with merge: ${request.merge}, upsert: ${request.upsert}`)
}

const updateDocuments: Operation = (session, request, { nowMs }) => {
  const collection = readCollection(session, request)
  const update = readValue('data', request.data, nowMs)
  const found = session.find(collection, compileQuery(readWriteCondition(request, nowMs)))
  let updated = 0
  for (const before of request.multi === true ? found : found.slice(0, 1)) {
    const after = makeDocument(applyUpdate(before.value, update))
    if (after.text === before.text) continue // counted is what changes; the same value again does not
    session.replace(collection, before, after)
    updated += 1
  }
  return { updated }
}

const setDocument: Operation = (session, request, { nowMs }) => {
  const collection = readCollection(session, request)
  const { _id: id } = readWriteCondition(request, nowMs)
  if (id === undefined) throw invalidRequest('a document is set by its _id')
  const document = makeDocument({ _id: id, ...readValue('data', request.data, nowMs) })
  if (document.idKey !== idKeyOf(id)) throw invalidRequest('the data of set() cannot name another _id')
  const before = session.read(collection, document.idKey)
  if (before === undefined) session.insert(collection, document)
  else session.replace(collection, before, document)
  return before === undefined ? { updated: 0, upsert_id: document.plain._id } : { updated: 1 }
}
