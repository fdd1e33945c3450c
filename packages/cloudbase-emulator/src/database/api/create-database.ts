import { randomBytes } from 'node:crypto'
import { DatabaseError, invalidRequest, notImplemented, WriteError, writeFailed } from '../documents/database-error.ts'
import { countDocuments } from '../operations/count-documents.ts'
import { getDocuments } from '../operations/get-documents.ts'
import { insertDocuments } from '../operations/insert-documents.ts'
import { modifyDocuments } from '../operations/modify-documents.ts'
import type { AdminRequest, Operation } from '../operations/operation.ts'
import { removeDocuments } from '../operations/remove-documents.ts'
import type { CollectionManifest } from '../storage/collection.ts'
import { CommittedStore } from '../storage/committed-store.ts'
import { runPlain } from '../storage/run-plain.ts'
import { type Locks, Session } from '../storage/session.ts'
import { type After, Transactions } from '../storage/transactions.ts'

/** The answer to one request: `data` or `transactionId` on success, `code` and `message` on refusal. */
export interface AdminReply {
  requestId: string
  [member: string]: unknown
}

/** The document database behind the admin endpoint that wx-server-sdk speaks to. */
export interface DocumentDatabase {
  /**
   * Carries out one `database.*` action. Whatever it changes is durable before the answer; a refusal is an answer.
   * @param invocationToken the `wxCloudApiToken` of the request: which invocation of a function sent it
   */
  handle(request: AdminRequest, invocationToken: string): Promise<AdminReply>
  /** Ends open transactions and lets go of the file. */
  close(): void
}

/** Options of a document database. */
export interface DatabaseOptions {
  /** The SQLite file, or `:memory:`. */
  file: string
  /** Epoch ms for server dates. */
  now: () => number
  /** Numbers in [0, 1) from which ids are made; default: cryptographic ones. */
  random?: () => number
  /** The declared collections, by name; others do not exist. */
  collections: Record<string, CollectionManifest>
  /** Told what the developer has to know even when the function's code hides it. */
  warn: (message: string) => void
  /** Timers for the life of transactions; default: real time. */
  after?: After
}

/** Parts that all actions work with. */
interface Database {
  store: CommittedStore
  transactions: Transactions
  openSession: () => Session
  now: () => number
  newId: () => string
  warn: (message: string) => void
}

type Answer = (
  database: Database,
  request: AdminRequest,
  token: string,
) => Record<string, unknown> | Promise<Record<string, unknown>>

const ACTIONS: Record<string, Answer> = {
  'database.insertDocument': onDocuments(insertDocuments, 'insert'),
  'database.getDocument': onDocuments(getDocuments),
  'database.calculateDocument': onDocuments(countDocuments),
  'database.modifyDocument': onDocuments(modifyDocuments, 'update'),
  'database.removeDocument': onDocuments(removeDocuments, 'update'),
  'database.addCollection': ({ store }, { collectionName }) => {
    if (typeof collectionName !== 'string') throw invalidRequest('collectionName must be a string')
    store.addCollection(collectionName)
    return {}
  },
  'database.startTransaction': ({ transactions }, _request, token) => ({ transactionId: transactions.start(token) }),
  'database.commitTransaction': ({ transactions }, request) => {
    transactions.commit(transactionIdOf(request))
    return {}
  },
  'database.abortTransaction': ({ transactions }, request) => {
    transactions.abort(transactionIdOf(request))
    return {}
  },
}

/** @throws Error when the file cannot be opened or its documents break a declared unique index */
export function createDatabase(options: DatabaseOptions): DocumentDatabase {
  const { now, warn, random } = options
  const newId = () => (random === undefined ? randomBytes(16).toString('hex') : hexDigits(random))
  const store = new CommittedStore(options.file, options.collections)
  const locks: Locks = new Map()
  const transactions = new Transactions(store, locks, newId, options.after ?? afterRealTime)
  let closed = false
  const assertOpen = () => {
    if (closed) throw new DatabaseError('SYS_ERR', '[cloudbase-emulator] the database is closed')
  }
  const openSession = () => {
    assertOpen() // an operation that waited for a lock may come back after the end
    return new Session(store, locks, 'latest')
  }
  const database: Database = { store, transactions, openSession, now, newId, warn }
  return {
    async handle(request, invocationToken) {
      const requestId = newId()
      try {
        assertOpen()
        const { action } = request
        const answer = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
        if (answer === undefined) throw notImplemented(`the action ${action}`)
        return { requestId, ...(await answer(database, request, invocationToken)) }
      } catch (error) {
        const refusal = error instanceof DatabaseError ? error : unexpected(error)
        if (refusal.loud) warn(refusal.message)
        return { requestId, code: refusal.code, message: refusal.message }
      }
    },
    close() {
      if (closed) return
      closed = true
      transactions.abortAll()
      store.close()
    },
  }
}

function onDocuments(operation: Operation, writes?: 'insert' | 'update'): Answer {
  return async (database, request, token) => {
    const { transactions, now, newId, warn } = database
    const isPlain = request.transactionId === undefined
    if (isPlain && writes !== undefined && transactions.isOpenFor(token)) warn(escapes(request))
    try {
      return { data: await run(database, request, (session) => operation(session, request, { nowMs: now(), newId })) }
    } catch (error) {
      throw error instanceof WriteError ? writeFailed(writes ?? 'update', error) : error
    }
  }
}

/** Does the work in the transaction that the request names, or by itself. */
function run<Result>(
  { transactions, openSession }: Database,
  request: AdminRequest,
  work: (session: Session) => Result,
): Promise<Result> {
  return request.transactionId === undefined
    ? runPlain(openSession, work)
    : transactions.run(transactionIdOf(request), work)
}

function transactionIdOf({ transactionId }: AdminRequest): string {
  if (typeof transactionId !== 'string') throw invalidRequest('transactionId must be a string')
  return transactionId
}

function escapes({ action, collectionName }: AdminRequest): string {
  return (
    `[cloudbase-emulator] ${action} on ${collectionName} came without a transaction while the same invocation has one open: ` +
    'it is carried out at once and stays when the transaction is rolled back. ' +
    'In a transaction where().update() and where().remove() do this by nature; use doc().update() and doc().remove() of the transaction.'
  )
}

function unexpected(error: unknown): DatabaseError {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new DatabaseError('SYS_ERR', `[cloudbase-emulator] the database failed: ${what}`, true)
}

/** 32 digits, as an id of the cloud has. */
function hexDigits(random: () => number): string {
  const bytes = Buffer.allocUnsafe(16)
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32BE(Math.floor(random() * 2 ** 32), at)
  return bytes.toString('hex')
}

function afterRealTime(ms: number, work: () => void): () => void {
  // One turn later: requests that came in the same moment are looked at first, so that they meet what is under way.
  const timer = setTimeout(() => setImmediate(work), ms)
  return () => clearTimeout(timer)
}
