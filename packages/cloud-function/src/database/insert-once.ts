import type { CloudDatabase } from './cloud-database.ts'
import { retryTransaction } from './retry-transaction.ts'

/** Stores a document under an id that nobody holds yet; false when somebody does, and his stays as it is. */
export async function insertOnce(
  db: CloudDatabase,
  collection: string,
  { _id, ...data }: { _id: string },
): Promise<boolean> {
  if ((await db.collection(collection).doc(_id).get()).data !== null) return false
  return retryTransaction(db, async (transaction) => {
    const document = transaction.collection(collection).doc(_id)
    if ((await document.get()).data !== null) return false
    await document.set({ data })
    return true
  })
}
