import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AdminReply, DocumentDatabase } from '../../../src/database/api/create-database.ts'
import { manualTimers, openDatabase } from '../../helpers/database-fixture.ts'
import { NaiveDatabase, type Outcome } from '../../helpers/database-model.ts'

const COLLECTIONS = {
  seats: {
    permission: 'ADMINONLY',
    indexes: [{ name: 'slot', unique: true, keys: [['slot', 1] as [string, 1]] }],
  },
}

const name = fc.integer({ min: 0, max: 2 })
const id = fc.constantFrom('a', 'b', 'c')
const slot = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ what: fc.constant('begin' as const), name }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('read' as const), name }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('write' as const), name, id, slot }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('plain' as const), id, slot }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('commit' as const), name }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('abort' as const), name }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function outcomeOf(reply: AdminReply): Outcome {
  if (reply.code === undefined) return 'done'
  if (reply.code === 'DATABASE_TRANSACTION_CONFLICT') return 'conflict'
  if (reply.code === 'DATABASE_TRANSACTION_FAIL') return 'gone'
  if (String(reply.message).includes('E11000')) return 'duplicate'
  throw new Error(`unexpected reply ${JSON.stringify(reply)}`)
}

/** The emulator, driven by the same steps as the model. */
class Driver {
  readonly #database: DocumentDatabase
  readonly #ids = new Map<number, unknown>()

  constructor(database: DocumentDatabase) {
    this.#database = database
  }

  async begin(which: number): Promise<void> {
    const { transactionId } = await this.#database.handle({ action: 'database.startTransaction' }, '')
    this.#ids.set(which, transactionId)
  }

  async write(docId: string, to: number | undefined, value: number, which?: number): Promise<Outcome> {
    const target = { collectionName: 'seats', query: JSON.stringify({ _id: docId }), multi: false, ...this.#tag(which) }
    const data = JSON.stringify({ slot: { $numberInt: String(to) }, value: { $numberInt: String(value) } })
    return outcomeOf(
      await this.#database.handle(
        to === undefined
          ? { action: 'database.removeDocument', ...target }
          : { action: 'database.modifyDocument', ...target, data, merge: false, upsert: true },
        '',
      ),
    )
  }

  async end(how: 'commit' | 'abort', which: number): Promise<Outcome> {
    return outcomeOf(await this.#database.handle({ action: `database.${how}Transaction`, ...this.#tag(which) }, ''))
  }

  async read(which?: number) {
    const reply = await this.#database.handle(
      { action: 'database.getDocument', collectionName: 'seats', ...this.#tag(which) },
      '',
    )
    if (reply.code !== undefined) return outcomeOf(reply)
    const documents = (reply.data as { list: string[] }).list.map((text) => JSON.parse(text))
    return Object.fromEntries(
      documents.map((one) => [one._id, { slot: Number(one.slot.$numberInt), value: Number(one.value.$numberInt) }]),
    )
  }

  #tag(which: number | undefined) {
    return which === undefined ? {} : { transactionId: this.#ids.get(which) ?? 'never begun' }
  }
}

/** Does a step on both and compares. */
async function take(one: Step, value: number, model: NaiveDatabase, driver: Driver): Promise<void> {
  switch (one.what) {
    case 'begin':
      if (model.isOpen(one.name)) return
      model.begin(one.name)
      return driver.begin(one.name)
    case 'read':
      return expect(await driver.read(one.name)).toEqual(model.read(one.name))
    case 'write':
      return expect(await driver.write(one.id, one.slot, value, one.name)).toBe(
        model.write(one.name, one.id, one.slot, value),
      )
    case 'plain': {
      const expected = model.plainWrite(one.id, one.slot, value)
      if (expected === 'would wait') return
      return expect(await driver.write(one.id, one.slot, value)).toBe(expected)
    }
    case 'commit':
    case 'abort':
      return expect(await driver.end(one.what, one.name)).toBe(model[one.what](one.name))
  }
}

/** Found by the property: a document written and taken back in one transaction was touched all the same. */
const WRITTEN_AND_TAKEN_BACK: Step[] = [
  { what: 'begin', name: 0 },
  { what: 'begin', name: 1 },
  { what: 'write', name: 0, id: 'a', slot: 1 },
  { what: 'write', name: 0, id: 'a', slot: undefined },
  { what: 'write', name: 1, id: 'a', slot: undefined },
  { what: 'commit', name: 0 },
  { what: 'write', name: 1, id: 'a', slot: 1 },
]

test('any interleaving of transactions and plain writes ends as in the naive model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const { database } = openDatabase({ collections: COLLECTIONS, after: manualTimers().after })
      const model = new NaiveDatabase()
      const driver = new Driver(database)
      try {
        for (const [index, one] of steps.entries()) await take(one, index, model, driver)
        expect(await driver.read()).toEqual(model.committed)
      } finally {
        database.close()
      }
    }),
    { numRuns: 300, examples: [[WRITTEN_AND_TAKEN_BACK]] },
  )
})
