import type { CloudDatabase, CloudDocument, CloudQuery, CloudTransaction } from '@stack/cloud-function'

type Document = Record<string, unknown>
type Collections = Record<string, Record<string, Document>>
type Stats = { stats: { updated: number } }

/** What happens instead of a write; `apply` does the write. */
export type Meddle = (apply: () => number, database: MemoryDatabase) => number

export interface MemoryDatabase extends CloudDatabase {
  collections: Collections
  /** Queries as they were asked: collection, condition, orders, limit. */
  queries: unknown[][]
  /** Writes that were tried, commits included. */
  writes: number
}

const commands = {
  set: (value: unknown) => ({ $set: value }),
  inc: (value: number) => ({ $inc: value }),
  lt: (value: unknown) => ({ $lt: value }),
  lte: (value: unknown) => ({ $lte: value }),
  gt: (value: unknown) => ({ $gt: value }),
  in: (values: unknown[]) => ({ $in: values }),
  or: (conditions: unknown[]) => ({ $or: conditions }),
}

function changedValue(name: string, old: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null) return change
  if ('$set' in change) return change.$set
  if ('$inc' in change) return Number(old) + Number(change.$inc)
  // The cloud merges a plain object into the old one and drops an empty one: nothing here may rely on that.
  throw new Error(`the update of ${name} is not wrapped in a command`)
}

function update(documents: Record<string, Document>, id: string, data: Document): number {
  const document = documents[id]
  if (document === undefined) return 0
  for (const [name, change] of Object.entries(data)) document[name] = changedValue(name, document[name], change)
  return 1
}

function documentIn(collections: Collections, name: string, id: string): CloudDocument {
  return {
    async get() {
      const document = collections[name]?.[id]
      return { data: document === undefined ? null : structuredClone({ _id: id, ...document }) }
    },
    async set({ data }) {
      collections[name] = { ...collections[name], [id]: structuredClone(data) }
    },
    async remove() {
      delete collections[name]?.[id]
    },
    update: async ({ data }): Promise<Stats> => ({
      stats: { updated: update(collections[name] ?? {}, id, structuredClone(data)) },
    }),
  }
}

/**
 * As much of a cloud database as the store uses. Each write outside a transaction, and each commit, takes the next of
 * `meddles` and lets it decide what happens.
 */
export function memoryDatabase(collections: Collections, meddles: Meddle[] = []): MemoryDatabase {
  const next = (apply: () => number) => {
    database.writes += 1
    const meddle = meddles.shift()
    return meddle === undefined ? apply() : meddle(apply, database)
  }
  const query = (name: string, asked: unknown[], condition: Document): CloudQuery => ({
    where: (where) => query(name, [...asked, where], where as Document),
    orderBy: (field, direction) => query(name, [...asked, `${field} ${direction}`], condition),
    limit: (count) => query(name, [...asked, count], condition),
    async get() {
      database.queries.push([name, ...asked])
      const all = Object.entries(database.collections[name] ?? {}).map(([_id, document]) => ({ _id, ...document }))
      return { data: structuredClone(all) }
    },
    async update({ data }) {
      const { _id, ...rest } = condition
      const write = () => {
        const documents = database.collections[name] ?? {}
        const fits = Object.entries(rest).every(([field, value]) => documents[String(_id)]?.[field] === value)
        return fits ? update(documents, String(_id), structuredClone(data)) : 0
      }
      return { stats: { updated: next(write) } }
    },
  })
  const database: MemoryDatabase = {
    collections: structuredClone(collections),
    queries: [],
    writes: 0,
    command: commands,
    collection: (name) => ({ ...query(name, [], {}), doc: (id) => documentIn(database.collections, name, id) }),
    async runTransaction<T>(run: (transaction: CloudTransaction) => Promise<T>): Promise<T> {
      const before = JSON.stringify(database.collections)
      const draft = structuredClone(database.collections)
      const result = await run({ collection: (name) => ({ doc: (id) => documentIn(draft, name, id) }) })
      if (JSON.stringify(draft) === before) return result
      next(() => {
        if (JSON.stringify(database.collections) !== before) throw conflict()
        database.collections = draft
        return 1
      })
      return result
    },
  }
  return database
}

/** A conflict as the cloud reports it at commit. */
function conflict(): Error {
  return Object.assign(new Error('[ResourceUnavailable.TransactionConflict] Transaction is conflict'), {
    code: 'DATABASE_TRANSACTION_CONFLICT',
  })
}

export const timedOut = new Error('ESOCKETTIMEDOUT')

/** The write happens, its answer is an error. */
export const answerLost: Meddle = (apply) => {
  apply()
  throw timedOut
}
/** The write never happens, the answer is an error. */
export const neverArrived: Meddle = () => {
  throw timedOut
}
/** The write happens, yet 0 is answered. */
export const answeredZero: Meddle = (apply) => {
  apply()
  return 0
}
export const conflicts: Meddle = () => {
  throw conflict()
}
