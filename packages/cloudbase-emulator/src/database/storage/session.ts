import { transactionConflict, WriteError } from '../documents/database-error.ts'
import { describeValue } from '../documents/plain-value.ts'
import type { StoredDocument } from '../documents/stored-document.ts'
import type { CompiledQuery } from '../queries/compile-query.ts'
import type { Collection } from './collection.ts'
import { type CommittedStore, LATEST } from './committed-store.ts'
import type { Change } from './document-file.ts'
import { describeDuplicate, type UniqueIndex } from './unique-index.ts'

/** Holders of resources: a document, or a key of a unique index, that an open transaction has written. */
export type Locks = Map<string, Session>

/** A plain operation met a resource that an open transaction holds: it has to wait for its end. */
export class Locked extends Error {
  readonly holder: Session

  constructor(holder: Session) {
    super('[cloudbase-emulator] locked by a transaction')
    this.holder = holder
  }
}

/**
 * One unit of work: a view of the committed documents as of a snapshot, with its own writes on top. A transaction's
 * session locks what it writes and meets a conflict where somebody else was first; a plain operation's session looks
 * at the latest state, locks nothing (it ends at once) and is told to wait.
 */
export class Session {
  readonly #store: CommittedStore
  readonly #locks: Locks
  readonly #snapshot: number
  readonly #claimed = new Set<string>()
  /** Written part of the claimed: a claim whose write is refused touches nothing. */
  readonly #touched = new Set<string>()
  readonly #written = new Map<Collection, Map<string, StoredDocument | undefined>>()
  /** Owners of unique keys as this session leaves them; undefined is free. */
  readonly #owners = new Map<string, string | undefined>()
  readonly #waiting: (() => void)[] = []

  constructor(store: CommittedStore, locks: Locks, isolation: 'snapshot' | 'latest') {
    this.#store = store
    this.#locks = locks
    this.#snapshot = isolation === 'snapshot' ? store.openSnapshot() : LATEST
  }

  collection(name: string): Collection {
    return this.#store.collection(name)
  }

  read(collection: Collection, idKey: string): StoredDocument | undefined {
    const written = this.#written.get(collection)
    return written?.has(idKey) ? written.get(idKey) : collection.read(idKey, this.#snapshot)
  }

  /** All matching documents, in insertion order. */
  find(collection: Collection, query: CompiledQuery): StoredDocument[] {
    const found: StoredDocument[] = []
    for (const document of this.#candidates(collection, query)) if (query.matches(document)) found.push(document)
    return found
  }

  /** @throws WriteError when its `_id` is taken; otherwise as `replace` */
  insert(collection: Collection, document: StoredDocument): void {
    this.#claim(resourceOf(collection, '_id_', document.idKey))
    if (this.read(collection, document.idKey) !== undefined) {
      throw new WriteError(describeDuplicate(collection.name, '_id_', [`_id: ${describeValue(document.plain._id)}`]))
    }
    this.#put(collection, undefined, document)
  }

  /**
   * @throws WriteError when another document has a key that has to be unique
   * @throws DatabaseError DATABASE_TRANSACTION_CONFLICT when somebody else was first (in a transaction)
   * @throws Locked when an open transaction was first (in a plain operation)
   */
  replace(collection: Collection, before: StoredDocument, after: StoredDocument): void {
    this.#claim(resourceOf(collection, '_id_', before.idKey))
    this.#put(collection, before, after)
  }

  /** @throws as `replace` */
  remove(collection: Collection, document: StoredDocument): void {
    this.#claim(resourceOf(collection, '_id_', document.idKey))
    for (const index of collection.unique) {
      const resource = resourceOf(collection, index.name, index.keyOf(document))
      this.#claim(resource)
      this.#owners.set(resource, undefined)
    }
    this.#write(collection, document.idKey, undefined)
  }

  /** Makes everything written durable and visible at once. */
  commit(): void {
    const changes: Change[] = []
    for (const [collection, written] of this.#written) {
      for (const [idKey, document] of written) {
        // What was made and taken away in the same unit of work never was.
        if (document !== undefined || collection.read(idKey, LATEST) !== undefined) {
          changes.push({ collection: collection.name, idKey, document })
        }
      }
    }
    this.#store.commit(changes, this.#touched)
  }

  /** Resolves when the locks have been given back. */
  untilEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Gives back the locks and the snapshot. */
  end(): void {
    for (const resource of this.#claimed) if (this.#locks.get(resource) === this) this.#locks.delete(resource)
    if (this.#isTransaction()) this.#store.closeSnapshot(this.#snapshot)
    for (const goOn of this.#waiting) goOn()
  }

  #isTransaction(): boolean {
    return this.#snapshot !== LATEST
  }

  #put(collection: Collection, before: StoredDocument | undefined, after: StoredDocument): void {
    const moves: { freed: string | undefined; taken: string }[] = []
    for (const index of collection.unique) {
      const freed = before && resourceOf(collection, index.name, index.keyOf(before))
      const taken = resourceOf(collection, index.name, index.keyOf(after))
      if (freed === taken) continue
      this.#claim(taken)
      if (freed !== undefined) this.#claim(freed)
      if (this.#ownerOf(index, taken, after) !== undefined) throw new WriteError(index.describe(after))
      moves.push({ freed, taken })
    }
    for (const { freed, taken } of moves) {
      if (freed !== undefined) this.#owners.set(freed, undefined)
      this.#owners.set(taken, after.idKey)
    }
    this.#write(collection, after.idKey, after)
  }

  /** Checks the index of the latest state: claimed resources cannot have changed since the snapshot. */
  #ownerOf(index: UniqueIndex, resource: string, document: StoredDocument): string | undefined {
    return this.#owners.has(resource) ? this.#owners.get(resource) : index.ownerOf(index.keyOf(document))
  }

  #claim(resource: string): void {
    const holder = this.#locks.get(resource)
    if (holder !== undefined && holder !== this) {
      throw this.#isTransaction() ? transactionConflict() : new Locked(holder)
    }
    if (this.#store.hasChangedSince(resource, this.#snapshot)) throw transactionConflict()
    this.#claimed.add(resource)
    if (this.#isTransaction()) this.#locks.set(resource, this)
  }

  #write(collection: Collection, idKey: string, document: StoredDocument | undefined): void {
    for (const resource of this.#claimed) this.#touched.add(resource)
    const written = this.#written.get(collection)
    if (written === undefined) this.#written.set(collection, new Map([[idKey, document]]))
    else written.set(idKey, document)
  }

  *#candidates(collection: Collection, query: CompiledQuery): Generator<StoredDocument> {
    const known = query.idKeys?.sort((a, b) => collection.positionOf(a) - collection.positionOf(b))
    // An index only knows the latest state, which a transaction must not see.
    const keys = known ?? (this.#isTransaction() ? undefined : collection.lookUp(query))
    if (keys === undefined) yield* this.#all(collection)
    else {
      for (const idKey of keys) {
        const document = this.read(collection, idKey)
        if (document !== undefined) yield document
      }
    }
  }

  *#all(collection: Collection): Generator<StoredDocument> {
    const written = this.#written.get(collection)
    const seen = new Set<string>()
    for (const committed of collection.scan(this.#snapshot)) {
      seen.add(committed.idKey)
      const document = written?.has(committed.idKey) ? written.get(committed.idKey) : committed
      if (document !== undefined) yield document
    }
    for (const [idKey, document] of written ?? []) if (document !== undefined && !seen.has(idKey)) yield document
  }
}

function resourceOf(collection: Collection, index: string, key: string): string {
  return JSON.stringify([collection.name, index, key])
}
