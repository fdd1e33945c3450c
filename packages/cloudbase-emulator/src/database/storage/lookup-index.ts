import { indexKey, MANY, valueAt } from '../documents/plain-value.ts'
import type { StoredDocument } from '../documents/stored-document.ts'

/** Finds the committed documents that can have a value in one field. */
export class LookupIndex {
  readonly path: string
  readonly #found = new Map<string, Set<string>>()
  /** Documents with an array on the path: each of its elements counts, so they can always match. */
  readonly #many = new Set<string>()

  constructor(path: string) {
    this.path = path
  }

  /** `_id` keys of all documents that can have the value with this key. */
  find(key: string): string[] {
    return [...(this.#found.get(key) ?? []), ...this.#many]
  }

  add(document: StoredDocument): void {
    const value = valueAt(document.value, this.path)
    if (value === MANY) this.#many.add(document.idKey)
    else {
      const key = indexKey(value)
      const found = this.#found.get(key)
      if (found === undefined) this.#found.set(key, new Set([document.idKey]))
      else found.add(document.idKey)
    }
  }

  remove(document: StoredDocument): void {
    if (this.#many.delete(document.idKey)) return
    const key = indexKey(valueAt(document.value, this.path))
    const found = this.#found.get(key)
    found?.delete(document.idKey)
    if (found?.size === 0) this.#found.delete(key)
  }
}
