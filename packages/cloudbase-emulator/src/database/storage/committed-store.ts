import { collectionExists, collectionMissing } from '../documents/database-error.ts'
import { Collection, type CollectionManifest, type Entry } from './collection.ts'
import { type Change, type DocumentFile, openDocumentFile } from './document-file.ts'

/** A commit number after all others: what plain operations look at. */
export const LATEST = Number.POSITIVE_INFINITY

/**
 * All committed documents: in memory with as much history as open snapshots need, and in the file. A commit is one
 * step: durable in the file first, then visible to everybody.
 */
export class CommittedStore {
  readonly #file: DocumentFile
  readonly #collections = new Map<string, Collection>()
  /** Entries with more history than the newest version. */
  readonly #historic = new Map<Entry, Collection>()
  /** The last commit that changed a resource, kept while a snapshot may ask. */
  readonly #changedAt = new Map<string, number>()
  readonly #snapshots: number[] = []
  #commits = 0

  /** @throws Error when kept documents break a declared unique index */
  constructor(path: string, manifests: Record<string, CollectionManifest>) {
    this.#file = openDocumentFile(path)
    try {
      for (const [name, manifest] of Object.entries(manifests)) this.#add(name, manifest)
      for (const name of this.#file.collections()) if (!this.#collections.has(name)) this.#add(name)
      for (const { collection, document } of this.#file.documents()) {
        this.#collections.get(collection)?.place(document.idKey, 0, document)
      }
    } catch (error) {
      this.#file.close()
      throw error
    }
  }

  /** @throws DatabaseError DATABASE_COLLECTION_NOT_EXIST */
  collection(name: string): Collection {
    const collection = this.#collections.get(name)
    if (collection === undefined) throw collectionMissing(name)
    return collection
  }

  /** @throws DatabaseError when it exists */
  addCollection(name: string): void {
    if (this.#collections.has(name)) throw collectionExists(name)
    this.#file.addCollection(name)
    this.#add(name)
  }

  /** Keeps the present state readable under the number returned, until `closeSnapshot`. */
  openSnapshot(): number {
    this.#snapshots.push(this.#commits)
    return this.#commits
  }

  closeSnapshot(snapshot: number): void {
    this.#snapshots.splice(this.#snapshots.indexOf(snapshot), 1)
    this.#prune()
  }

  /** Says whether the resource has changed since the snapshot was taken. */
  hasChangedSince(resource: string, snapshot: number): boolean {
    return (this.#changedAt.get(resource) ?? 0) > snapshot
  }

  /**
   * Makes all changes durable and visible, or (when the file refuses) none; `resources` are what they touch. What was
   * written and taken back in one transaction is no change, yet it was touched: an older snapshot conflicts with it.
   */
  commit(changes: Change[], resources: ReadonlySet<string>): void {
    if (resources.size === 0) return
    if (changes.length > 0) this.#file.write(changes)
    this.#commits += 1
    for (const { collection: name, idKey } of changes) {
      const collection = this.collection(name)
      const former = collection.read(idKey, LATEST)
      if (former !== undefined) collection.removeFromIndexes(former)
    }
    for (const { collection: name, idKey, document } of changes) {
      const collection = this.collection(name)
      this.#historic.set(collection.place(idKey, this.#commits, document), collection)
    }
    if (this.#snapshots.length > 0) for (const resource of resources) this.#changedAt.set(resource, this.#commits)
    this.#prune()
  }

  close(): void {
    this.#file.close()
  }

  #add(name: string, manifest: CollectionManifest = { permission: 'ADMINONLY', indexes: [] }): void {
    this.#collections.set(name, new Collection(name, manifest))
  }

  #prune(): void {
    const oldest = Math.min(LATEST, ...this.#snapshots)
    for (const [entry, collection] of this.#historic) {
      if (collection.forget(entry, oldest)) this.#historic.delete(entry)
    }
    for (const [resource, at] of this.#changedAt) if (at <= oldest) this.#changedAt.delete(resource)
  }
}
