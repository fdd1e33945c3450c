import type { DocumentDatabase } from 'cloudbase-emulator'
import { daysBefore } from './bill-days.ts'

/** Products for sale: little enough that buyers meet in it; the dearest needs two merchants for its refund. */
export const catalogue = [
  { _id: 'tea', priceFen: 1_999, stock: 4 },
  { _id: 'cup', priceFen: 25_000, stock: 30 },
  { _id: 'pot', priceFen: 60_001, stock: 2 },
] as const

export const buyers = ['oBuyerOne0000000000000000000', 'oBuyerTwo0000000000000000000'] as const
export const merchants = ['oMerchantOne0000000000000000', 'oMerchantTwo0000000000000000'] as const

const int = (value: number) => ({ $numberInt: String(value) })

/** Puts the catalogue, the merchants and bills that were compared long ago into a new database. */
export async function stock(database: DocumentDatabase, now: number): Promise<void> {
  const insert = (collectionName: string, documents: object[]) =>
    database.handle(
      {
        action: 'database.insertDocument',
        collectionName,
        data: documents.map((document) => JSON.stringify(document)),
      },
      'set-up',
    )
  await insert(
    'products',
    catalogue.map(({ _id, priceFen, stock: pieces }) => ({
      ...{ _id, title: `A ${_id} 🎁`, description: '', picture: '', onShelf: true },
      priceFen: int(priceFen),
      stock: int(pieces),
    })),
  )
  await insert(
    'merchants',
    merchants.map((_id) => ({ _id })),
  )
  await insert(
    'reconciliations',
    daysBefore(now).map((_id) => ({ _id, finishedAt: int(1) })),
  )
}
