import type { StoredDocument } from '../documents/stored-document.ts'
import type { CompiledQuery } from '../queries/compile-query.ts'
import { LookupIndex } from './lookup-index.ts'
import { UniqueIndex } from './unique-index.ts'

/** Declaration of a collection. */
export interface CollectionManifest {
  /** Permission of mini programs; functions may always reach it. */
  permission: string
  indexes: { name: string; unique?: boolean; keys: [path: string, direction: 1 | -1][] }[]
}

/** A document with the former versions that open snapshots may still want. */
export interface Entry {
  readonly idKey: string
  position: number
  /** Oldest first; without a document from where it was removed. */
  versions: { at: number; document: StoredDocument | undefined }[]
}

/** The committed documents of one collection, in memory. `at` is the number of the commit that is looked at. */
export class Collection {
  readonly name: string
  readonly unique: UniqueIndex[]
  readonly #lookups: LookupIndex[]
  readonly #indexes: (UniqueIndex | LookupIndex)[]
  readonly #entries = new Map<string, Entry>()
  #positions = 0

  constructor(name: string, manifest: CollectionManifest) {
    this.name = name
    this.unique = manifest.indexes
      .filter((index) => index.unique)
      .map(
        (index) =>
          new UniqueIndex(
            name,
            index.name,
            index.keys.map(([path]) => path),
          ),
      )
    const paths = new Set(manifest.indexes.flatMap((index) => index.keys.slice(0, 1).map(([path]) => path)))
    this.#lookups = [...paths].map((path) => new LookupIndex(path))
    this.#indexes = [...this.unique, ...this.#lookups]
  }

  read(idKey: string, at: number): StoredDocument | undefined {
    return this.#entries.get(idKey)?.versions.findLast((version) => version.at <= at)?.document
  }

  /** Position of a document in insertion order. */
  positionOf(idKey: string): number {
    return this.#entries.get(idKey)?.position ?? Number.POSITIVE_INFINITY
  }

  /** Every document as of `at`, in insertion order. */
  *scan(at: number): Generator<StoredDocument> {
    for (const idKey of this.#entries.keys()) {
      const document = this.read(idKey, at)
      if (document !== undefined) yield document
    }
  }

  /** Keys of all documents that can match now, in insertion order; undefined when no index knows. */
  lookUp(query: CompiledQuery): string[] | undefined {
    for (const lookup of this.#lookups) {
      const key = query.equals.get(lookup.path)
      if (key !== undefined) return lookup.find(key).sort((a, b) => this.positionOf(a) - this.positionOf(b))
    }
    return undefined
  }

  /** Takes a version out of the indexes, before another comes in. */
  removeFromIndexes(document: StoredDocument): void {
    for (const index of this.#indexes) index.remove(document)
  }

  /** Makes a version (or a removal) the newest. */
  place(idKey: string, at: number, document: StoredDocument | undefined): Entry {
    const known = this.#entries.get(idKey)
    const entry = known ?? { idKey, position: 0, versions: [] }
    if (entry.versions.at(-1)?.document === undefined) {
      // A new document, or one that comes back after its removal, stands at the end.
      entry.position = this.#positions
      this.#positions += 1
      this.#entries.delete(idKey)
      this.#entries.set(idKey, entry)
    }
    entry.versions.push({ at, document })
    if (document !== undefined) for (const index of this.#indexes) index.add(document)
    return entry
  }

  /** Forgets versions that nobody looking at `oldest` or later can see; answers whether only one is left. */
  forget(entry: Entry, oldest: number): boolean {
    const needed = entry.versions.findLastIndex((version) => version.at <= oldest)
    if (needed > 0) entry.versions.splice(0, needed)
    if (entry.versions.length > 1) return false
    if (entry.versions[0]?.document === undefined && needed >= 0) this.#entries.delete(entry.idKey)
    return needed >= 0
  }
}
