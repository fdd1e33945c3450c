import { type Page, readCursor } from '@stack/cloud-function'

/** One page of documents, the newest first, as the store lists them. */
export function pageOf<Document extends { _id: string }>(
  all: Document[],
  timeOf: (document: Document) => number,
  { after, limit }: Page,
): { documents: Document[]; next: string | null } {
  const sorted = [...all].sort((a, b) => timeOf(b) - timeOf(a) || (a._id < b._id ? 1 : -1))
  const cursor = after === undefined ? null : readCursor(after)
  const start = cursor === null ? 0 : sorted.findIndex(({ _id }) => _id === cursor.id) + 1
  const documents = sorted.slice(start, start + limit)
  const last = documents.at(-1)
  return { documents, next: sorted.length > start + limit && last ? `${timeOf(last)}_${last._id}` : null }
}
