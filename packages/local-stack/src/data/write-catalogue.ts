import type { CloudDatabase } from '@stack/cloud-function'
import { retryTransaction } from '@stack/cloud-function'
import { UsageError } from '@stack/emulator-kit/cli'
import type { CatalogueEntry } from './catalogue-file.ts'

export type CatalogueChange = { productId: string; did: 'inserted' | 'changed' | 'kept' }

/** Inserts the products that are missing; those that exist stay as they are. */
export async function insertMissing(db: CloudDatabase, entries: CatalogueEntry[]): Promise<CatalogueChange[]> {
  const changes: CatalogueChange[] = []
  for (const entry of entries) changes.push(await writeEntry(db, entry, false))
  return changes
}

/** Inserts missing products and brings what is shown of the others up to date; stock moves by a discrepancy only. */
export async function applyCatalogue(db: CloudDatabase, entries: CatalogueEntry[]): Promise<CatalogueChange[]> {
  const changes: CatalogueChange[] = []
  for (const entry of entries) changes.push(await writeEntry(db, entry, true))
  return changes
}

function writeEntry(db: CloudDatabase, entry: CatalogueEntry, update: boolean): Promise<CatalogueChange> {
  const { productId, stock, stockChange, ...shown } = entry
  // Sales go on meanwhile: read and write in one transaction.
  return retryTransaction(db, async (transaction) => {
    const product = transaction.collection('products').doc(productId)
    const { data } = await product.get()
    if (data === null) {
      await product.set({ data: { ...shown, stock } })
      return { productId, did: 'inserted' }
    }
    if (!update) return { productId, did: 'kept' }
    if ((data.stock as number) + stockChange < 0) {
      throw new UsageError(`[products] ${productId} has ${data.stock} left, ${-stockChange} cannot be taken away`)
    }
    const { stats } = await product.update({ data: { ...shown, stock: db.command.inc(stockChange) } })
    return { productId, did: stats.updated === 1 ? 'changed' : 'kept' }
  })
}
