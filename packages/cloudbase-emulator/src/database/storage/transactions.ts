import { transactionBusy, transactionGone } from '../documents/database-error.ts'
import type { CommittedStore } from './committed-store.ts'
import { type Locks, Session } from './session.ts'

/** Runs `work` after milliseconds; the returned function prevents it. */
export type After = (ms: number, work: () => void) => () => void

interface Transaction {
  readonly token: string
  readonly forgetExpiry: () => void
  /** Made at the first operation, with its snapshot. */
  session: Session | undefined
  busy: boolean
}

/** @see https://docs.cloudbase.net/en/error-code/DATABASE_TRANSACTION_FAIL */
const LIFE_MS = 30_000
/** Time one operation occupies its transaction, so that another one sent at the same time meets it. */
const OPERATION_MS = 2

/** The open transactions. Any error of an operation, and 30 s after its start, ends one as if it had never been. */
export class Transactions {
  readonly #store: CommittedStore
  readonly #locks: Locks
  readonly #newId: () => string
  readonly #after: After
  readonly #open = new Map<string, Transaction>()

  constructor(store: CommittedStore, locks: Locks, newId: () => string, after: After) {
    this.#store = store
    this.#locks = locks
    this.#newId = newId
    this.#after = after
  }

  start(token: string): string {
    const id = this.#newId()
    const forgetExpiry = this.#after(LIFE_MS, () => this.#end(id))
    this.#open.set(id, { token, forgetExpiry, session: undefined, busy: false })
    return id
  }

  /** Says whether an invocation of a function has a transaction open. */
  isOpenFor(token: string): boolean {
    if (token === '') return false
    for (const transaction of this.#open.values()) if (transaction.token === token) return true
    return false
  }

  /** @throws DatabaseError DATABASE_TRANSACTION_FAIL, and whatever the operation throws */
  async run<Result>(id: string, operation: (session: Session) => Result): Promise<Result> {
    const transaction = this.#idle(id)
    transaction.busy = true
    try {
      transaction.session ??= new Session(this.#store, this.#locks, 'snapshot')
      const result = operation(transaction.session)
      await new Promise<void>((resolve) => this.#after(OPERATION_MS, resolve))
      return result
    } catch (error) {
      this.#end(id)
      throw error
    } finally {
      transaction.busy = false
    }
  }

  /** @throws DatabaseError DATABASE_TRANSACTION_FAIL; an error of the disk, after which nothing is committed */
  commit(id: string): void {
    const { session } = this.#idle(id)
    try {
      session?.commit()
    } finally {
      this.#end(id)
    }
  }

  /** @throws DatabaseError DATABASE_TRANSACTION_FAIL */
  abort(id: string): void {
    if (!this.#open.has(id)) throw transactionGone()
    this.#end(id)
  }

  abortAll(): void {
    for (const id of [...this.#open.keys()]) this.#end(id)
  }

  #idle(id: string): Transaction {
    const transaction = this.#open.get(id)
    if (transaction === undefined) throw transactionGone()
    if (transaction.busy) throw transactionBusy()
    return transaction
  }

  #end(id: string): void {
    const transaction = this.#open.get(id)
    if (transaction === undefined) return
    this.#open.delete(id)
    transaction.forgetExpiry()
    transaction.session?.end()
  }
}
