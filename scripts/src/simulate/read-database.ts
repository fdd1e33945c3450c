import type { DocumentDatabase } from 'cloudbase-emulator'
import { quicken } from './parse-ejson.ts'

type Plain = Record<string, unknown>

/** Reads canonical extended JSON as this product stores it: whole numbers are the only wrapped values. */
const parse = quicken((text) => {
  throw new Error(`[simulate] a document holds what orders never hold: ${text}`)
})

async function read(database: DocumentDatabase, collectionName: string, id?: string): Promise<Plain[]> {
  const { data } = await database.handle(
    {
      action: 'database.getDocument',
      collectionName,
      queryType: id === undefined ? 'WHERE' : 'DOC',
      ...(id !== undefined && { query: JSON.stringify({ _id: id }) }),
      limit: 1000,
      multi: id === undefined,
    },
    'oracle',
  )
  return (data as { list: string[] }).list.map((text) => parse(text) as Plain)
}

/** Reads one document past all faults, for the checks. */
export async function readOne<Document>(
  database: DocumentDatabase,
  collectionName: string,
  id: string,
): Promise<Document | undefined> {
  return (await read(database, collectionName, id))[0] as Document | undefined
}

/** Reads a whole collection past all faults, for the checks. */
export async function readAll<Document>(database: DocumentDatabase, collectionName: string): Promise<Document[]> {
  return (await read(database, collectionName)) as Document[]
}
