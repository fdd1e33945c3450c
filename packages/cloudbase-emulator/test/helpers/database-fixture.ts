import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import cloud from 'wx-server-sdk'
import {
  type AdminReply,
  createDatabase,
  type DatabaseOptions,
  type DocumentDatabase,
} from '../../src/database/api/create-database.ts'
import type { CollectionManifest } from '../../src/database/storage/collection.ts'

/** 2026-06-01 12:00:00 in Beijing. */
export const NOON_MS = Date.UTC(2026, 5, 1, 4)

export const COLLECTIONS: Record<string, CollectionManifest> = {
  orders: {
    permission: 'ADMINONLY',
    indexes: [
      {
        name: 'openid_createdAt',
        keys: [
          ['openid', 1],
          ['createdAt', -1],
        ],
      },
      {
        name: 'requestId_unique',
        unique: true,
        keys: [
          ['openid', 1],
          ['requestId', 1],
        ],
      },
    ],
  },
  notes: { permission: 'ADMINONLY', indexes: [] },
}

/** Timers that only a test lets go off; those of an operation's own length pass at once. */
export function manualTimers() {
  const waiting = new Set<{ ms: number; work: () => void }>()
  return {
    after(ms: number, work: () => void) {
      const timer = { ms, work }
      waiting.add(timer)
      if (ms < 1000) queueMicrotask(() => waiting.delete(timer) && work())
      return () => void waiting.delete(timer)
    },
    /** Lets all of that many milliseconds go off. */
    pass(ms: number) {
      for (const timer of [...waiting]) {
        if (timer.ms > ms) continue
        waiting.delete(timer)
        timer.work()
      }
    },
  }
}

export interface Opened {
  database: DocumentDatabase
  warnings: string[]
}

export function openDatabase(options: Partial<DatabaseOptions> = {}): Opened {
  const warnings: string[] = []
  const database = createDatabase({
    file: ':memory:',
    now: () => NOON_MS,
    collections: COLLECTIONS,
    warn: (message) => warnings.push(message),
    ...options,
  })
  return { database, warnings }
}

type Document = Record<string, unknown>

/** The part of wx-server-sdk's database that is used here; its own types date from before transactions. */
interface Query {
  where(condition: unknown): Query
  orderBy(path: string, direction: 'asc' | 'desc'): Query
  skip(count: number): Query
  limit(count: number): Query
  field(projection: Record<string, boolean>): Query
  get(): Promise<{ data: Document[] }>
  count(): Promise<{ total: number }>
  update(options: { data: Document }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}
interface DocumentReference {
  get(): Promise<{ data: Document }>
  set(options: { data: Document }): Promise<{ stats: { updated: number; created: number } }>
  update(options: { data: Document }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}
interface Collection extends Query {
  doc(id: string | number): DocumentReference
  add(options: { data: Document | Document[] }): Promise<{ _id: unknown; _ids?: unknown[] }>
  aggregate(): { match(condition: unknown): { end(): Promise<unknown> } }
}
interface Transaction {
  collection(name: string): Collection
  commit(): Promise<void>
  rollback(reason?: unknown): Promise<void>
}
/** Operators take whatever the real SDK takes. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Operator = (...operands: any[]) => any
export type Command = Record<
  | 'and'
  | 'eq'
  | 'exists'
  | 'gt'
  | 'gte'
  | 'in'
  | 'inc'
  | 'lt'
  | 'lte'
  | 'mul'
  | 'neq'
  | 'nin'
  | 'nor'
  | 'not'
  | 'or'
  | 'pull'
  | 'push'
  | 'remove'
  | 'set'
  | 'size'
  | 'unshift',
  Operator
>
interface Db {
  command: Command
  collection(name: string): Collection
  createCollection(name: string): Promise<unknown>
  serverDate(options?: { offset: number }): unknown
  RegExp(options: { regexp: string; options?: string }): unknown
  startTransaction(): Promise<Transaction>
  runTransaction<Result>(work: (transaction: Transaction) => Promise<Result>, times?: number): Promise<Result>
}

type Request = Parameters<DocumentDatabase['handle']>[0]
export type Forward = (request: Request, next: () => Promise<AdminReply>) => Promise<AdminReply>

/** The real wx-server-sdk of this process, speaking over HTTP to the database. */
async function connectSdk(database: DocumentDatabase, forward: Forward = (_request, next) => next()) {
  const requests: Request[] = []
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const request = JSON.parse(Buffer.concat(chunks).toString())
      requests.push(request)
      void forward(request, () => database.handle(request, request.wxCloudApiToken)).then((reply) =>
        outgoing.setHeader('content-type', 'application/json').end(JSON.stringify(reply)),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    WX_API_TOKEN: 'invocation-1',
    WX_CONTEXT_KEYS: 'WX_API_TOKEN', // the SDK reads only what is listed
    SILENCE: 'true',
  })
  cloud.init({ env: 'local-env' })
  return {
    db: cloud.database() as unknown as Db,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Everything of a test at once: an empty database with the SDK in front of it. */
export async function startWithSdk(options: Partial<DatabaseOptions> & { forward?: Forward } = {}) {
  const { forward, ...rest } = options
  const opened = openDatabase(rest)
  const sdk = await connectSdk(opened.database, forward)
  return {
    ...opened,
    db: sdk.db,
    _: sdk.db.command,
    requests: sdk.requests,
    async close() {
      await sdk.close()
      opened.database.close()
    },
  }
}

/** What a function's code would catch. */
export async function failure(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    const {
      message = '',
      errMsg = message,
      ...rest
    } = error as Error & { errMsg?: string; errCode?: number; code?: string }
    return { ...rest, message: errMsg, keys: Object.keys(error as object) }
  }
  throw new Error('expected a failure')
}
