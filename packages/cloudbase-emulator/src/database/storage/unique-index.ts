import { notImplemented } from '../documents/database-error.ts'
import { describeValue, indexKey, MANY, valueAt } from '../documents/plain-value.ts'
import type { StoredDocument } from '../documents/stored-document.ts'

/** Which committed document owns each key of a unique index. A missing field counts as null, as in the cloud. */
export class UniqueIndex {
  readonly name: string
  readonly #collection: string
  readonly #paths: string[]
  readonly #owners = new Map<string, string>()

  constructor(collection: string, name: string, paths: string[]) {
    this.#collection = collection
    this.name = name
    this.#paths = paths
  }

  /** @throws DatabaseError when a field holds an array: such an index would have one key for each element */
  keyOf(document: StoredDocument): string {
    return JSON.stringify(
      this.#paths.map((path) => {
        const value = valueAt(document.value, path)
        if (value === MANY) throw notImplemented(`an array in ${path}, a field of the unique index ${this.name}`)
        return indexKey(value)
      }),
    )
  }

  /** The `_id` key of the committed document that has this key. */
  ownerOf(key: string): string | undefined {
    return this.#owners.get(key)
  }

  add(document: StoredDocument): void {
    const key = this.keyOf(document)
    if (this.#owners.has(key)) {
      // Writes are checked before they get here: this is a file that was filled before the index was declared.
      throw new Error(
        `[cloudbase-emulator] kept documents break a unique index of the manifest: ${this.describe(document)}. Remove one of them, or the index.`,
      )
    }
    this.#owners.set(key, document.idKey)
  }

  remove(document: StoredDocument): void {
    this.#owners.delete(this.keyOf(document))
  }

  /** The database's own words for a second document with the same key. */
  describe(document: StoredDocument): string {
    const fields = this.#paths.map((path) => `${path}: ${describeValue(valueAt(document.value, path))}`)
    return describeDuplicate(this.#collection, this.name, fields)
  }
}

/** @see https://www.mongodb.com/docs/manual/core/index-unique/ */
export function describeDuplicate(collection: string, index: string, fields: string[]): string {
  return `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: { ${fields.join(', ')} }`
}
