import { invalidRequest } from '../documents/database-error.ts'
import { readValue } from '../documents/ejson-value.ts'
import { makeDocument } from '../documents/stored-document.ts'
import type { Operation } from './operation.ts'
import { readCollection } from './read-request.ts'

/** `add()`. */
export const insertDocuments: Operation = (session, request, { nowMs, newId }) => {
  const collection = readCollection(session, request)
  if (!Array.isArray(request.data)) throw invalidRequest('data must be an array of documents')
  const values = request.data.map((text) => readValue('data', text, nowMs))
  const insertedIds = values.map((value) => {
    const document = makeDocument({ _id: value._id ?? newId(), ...value })
    session.insert(collection, document)
    return document.plain._id
  })
  return { insertedIds }
}
