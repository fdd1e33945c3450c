import type { CloudDatabase } from './cloud-database.ts'

/** `after` is the cursor that the page before ended with; at most 50 at a time. */
export interface Page {
  after: string | undefined
  limit: number
}

/** Reads the cursor of a paged list, `<epoch ms>_<id>`; null when it is not one. */
export function readCursor(after: string): { at: number; id: string } | null {
  const match = /^(\d{1,15})_(\S{6,128})$/.exec(after)
  return match?.[1] && match[2] ? { at: Number(match[1]), id: match[2] } : null
}

/** Lists documents, the newest first by the time in the field `sortedBy`, and of one moment by id. */
export async function listNewest<Field extends string, Document extends { _id: string } & Record<Field, number>>(
  db: CloudDatabase,
  { collection, sortedBy }: { collection: string; sortedBy: Field },
  condition: Record<string, unknown>,
  page: Page,
): Promise<{ documents: Document[]; next: string | null }> {
  const { command } = db
  const cursor = page.after === undefined ? null : readCursor(page.after)
  const where =
    cursor === null
      ? condition
      : command.or([
          { ...condition, [sortedBy]: command.lt(cursor.at) },
          { ...condition, [sortedBy]: cursor.at, _id: command.lt(cursor.id) },
        ])
  const { data } = await db
    .collection(collection)
    .where(where)
    .orderBy(sortedBy, 'desc')
    .orderBy('_id', 'desc')
    .limit(page.limit + 1)
    .get()
  const documents = data.slice(0, page.limit) as unknown as Document[]
  const last = documents.at(-1)
  return { documents, next: data.length > page.limit && last ? `${last[sortedBy]}_${last._id}` : null }
}
