import type { DocumentDatabase } from 'cloudbase-emulator'

type Plain = Record<string, unknown>

/** Takes canonical extended JSON as this product stores it to plain values. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
  const [first] = members
  if (members.length === 1 && first !== undefined && /^\$number/.test(first[0])) return Number(first[1])
  return Object.fromEntries(members.map(([name, member]) => [name, toPlain(member)]))
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
  return (data as { list: string[] }).list.map((text) => toPlain(JSON.parse(text)) as Plain)
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
