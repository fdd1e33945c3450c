import type { DocumentDatabase } from 'cloudbase-emulator'
import { quicken } from './parse-ejson.ts'

type Plain = Record<string, unknown>

/** Whole numbers are the only wrapped values that this product stores. */
function unwrap(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { $numberInt, $numberLong = $numberInt } = value as Partial<Record<'$numberInt' | '$numberLong', string>>
  if ($numberLong !== undefined) return Number($numberLong)
  const foreign = Object.keys(value).find((name) => name.startsWith('$'))
  if (foreign !== undefined) throw new Error(`[simulate] a document holds what this product never stores: ${foreign}`)
  return value
}

/** Reads canonical extended JSON as this product stores it. */
const parse = quicken((text) => JSON.parse(text, unwrap))

/** Cache of what was read of each database, by its text: most of it is looked at again before it changes. */
const known = new WeakMap<DocumentDatabase, Map<string, Plain>>()

function parseOnce(text: string, parsed: Map<string, Plain>): Plain {
  const before = parsed.get(text)
  if (before !== undefined) return before
  const document = parse(text) as Plain
  parsed.set(text, document)
  return document
}

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
  const parsed = known.get(database) ?? new Map<string, Plain>()
  known.set(database, parsed)
  return (data as { list: string[] }).list.map((text) => parseOnce(text, parsed))
}

/** Reads one document past all faults, for the checks, which change nothing of it. */
export async function readOne<Document>(
  database: DocumentDatabase,
  collectionName: string,
  id: string,
): Promise<Document | undefined> {
  return (await read(database, collectionName, id))[0] as Document | undefined
}

/** Reads a whole collection past all faults, for the checks, which change nothing of it. */
export async function readAll<Document>(database: DocumentDatabase, collectionName: string): Promise<Document[]> {
  return (await read(database, collectionName)) as Document[]
}
