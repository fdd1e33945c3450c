import { readValue } from '../documents/ejson-value.ts'
import { compileProjection } from '../documents/project-document.ts'
import { sortDocuments } from '../documents/sort-documents.ts'
import { compileQuery } from '../queries/compile-query.ts'
import type { Operation } from './operation.ts'
import { readCollection, readCondition, readCount } from './read-request.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

/** `get()`, of a document or a query. */
export const getDocuments: Operation = (session, request, { nowMs }) => {
  const collection = readCollection(session, request)
  const found = session.find(collection, compileQuery(readCondition(request, nowMs)))
  const sorted = request.order === undefined ? found : sortDocuments(found, readValue('order', request.order, nowMs))
  const offset = readCount('offset', request.offset, 0)
  const limit = Math.min(readCount('limit', request.limit, DEFAULT_LIMIT), MAX_LIMIT)
  const page = sorted.slice(offset, offset + limit)
  if (request.projection === undefined) return { list: page.map((document) => document.text) }
  const project = compileProjection(readValue('projection', request.projection, nowMs))
  return { list: page.map((document) => JSON.stringify(project(document.value))) }
}
