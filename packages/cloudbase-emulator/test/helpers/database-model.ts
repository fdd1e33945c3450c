/** What an operation comes to. */
export type Outcome = 'done' | 'conflict' | 'duplicate' | 'gone' | 'would wait'

interface Documents {
  [id: string]: { slot: number; value: number }
}
interface OpenTransaction {
  /** Undefined until the first operation. */
  snapshot: Documents | undefined
  takenAt: number
  view: Documents
  written: Set<string>
}

/**
 * Snapshot isolation with first-writer-wins, told as simply as possible: every snapshot is a whole copy. A resource is
 * a document or a value of the unique field `slot`.
 */
export class NaiveDatabase {
  committed: Documents = {}
  readonly #open = new Map<number, OpenTransaction>()
  readonly #changedAt = new Map<string, number>()
  #clock = 0

  begin(name: number): void {
    this.#open.set(name, { snapshot: undefined, takenAt: 0, view: {}, written: new Set() })
  }

  isOpen(name: number): boolean {
    return this.#open.has(name)
  }

  read(name: number): Documents | 'gone' {
    return this.#snapshotOf(name)?.view ?? 'gone'
  }

  /** Sets a document, or removes it (`slot` undefined). */
  write(name: number, id: string, slot: number | undefined, value: number): Outcome {
    const transaction = this.#snapshotOf(name)
    if (transaction === undefined) return 'gone'
    const touched = touchedBy(transaction.view, id, slot)
    const late = touched.some((resource) => (this.#changedAt.get(resource) ?? 0) > transaction.takenAt)
    const outcome = late || this.#isLocked(touched, name) ? 'conflict' : put(transaction.view, id, slot, value)
    if (outcome === 'done') for (const resource of touched) transaction.written.add(resource)
    else this.#open.delete(name)
    return outcome
  }

  plainWrite(id: string, slot: number | undefined, value: number): Outcome {
    const touched = touchedBy(this.committed, id, slot)
    if (this.#isLocked(touched)) return 'would wait'
    const next = { ...this.committed }
    const outcome = put(next, id, slot, value)
    if (outcome === 'done') this.#commit(next, touched)
    return outcome
  }

  commit(name: number): Outcome {
    const transaction = this.#open.get(name)
    if (transaction === undefined) return 'gone'
    this.#open.delete(name)
    const next = { ...this.committed }
    for (const resource of transaction.written) {
      const [kind, id = ''] = resource.split(':')
      if (kind !== 'id') continue
      const document = transaction.view[id]
      if (document === undefined) delete next[id]
      else next[id] = document
    }
    this.#commit(next, [...transaction.written])
    return 'done'
  }

  abort(name: number): Outcome {
    return this.#open.delete(name) ? 'done' : 'gone'
  }

  #commit(next: Documents, touched: string[]): void {
    this.#clock += 1
    this.committed = next
    for (const resource of touched) this.#changedAt.set(resource, this.#clock)
  }

  #snapshotOf(name: number): OpenTransaction | undefined {
    const transaction = this.#open.get(name)
    if (transaction !== undefined && transaction.snapshot === undefined) {
      transaction.snapshot = { ...this.committed }
      transaction.view = { ...this.committed }
      transaction.takenAt = this.#clock
    }
    return transaction
  }

  #isLocked(touched: string[], except?: number): boolean {
    return [...this.#open].some(
      ([name, { written }]) => name !== except && touched.some((resource) => written.has(resource)),
    )
  }
}

function touchedBy(view: Documents, id: string, slot: number | undefined): string[] {
  const before = view[id]
  if (before === undefined && slot === undefined) return [] // removing what is not there
  const slots = before?.slot === slot ? [] : [before?.slot, slot].filter((one) => one !== undefined)
  return [`id:${id}`, ...slots.map((one) => `slot:${one}`)]
}

function put(view: Documents, id: string, slot: number | undefined, value: number): Outcome {
  if (slot === undefined) {
    delete view[id]
    return 'done'
  }
  if (Object.entries(view).some(([other, document]) => other !== id && document.slot === slot)) return 'duplicate'
  view[id] = { slot, value }
  return 'done'
}
