import { describe, expect, onTestFinished, test } from 'vitest'
import { failure, manualTimers, openDatabase, startWithSdk } from '../../helpers/database-fixture.ts'

const CONTACT_US = 'Please check your request, but if the problem persists, contact us.'
const CONFLICT = `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CONTACT_US}`
const GONE = `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${CONTACT_US}`
const BUSY = `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${CONTACT_US}`

async function start(options: Parameters<typeof startWithSdk>[0] = {}) {
  const timers = manualTimers()
  const stack = await startWithSdk({ after: timers.after, ...options })
  onTestFinished(stack.close)
  const notes = stack.db.collection('notes')
  await notes.add({
    data: [
      { _id: 'A', n: 1 },
      { _id: 'B', n: 1 },
    ],
  })
  const value = async (id: string) => (await notes.doc(id).get()).data.n
  return { ...stack, timers, notes, value }
}

test.each<[call: string, tagged: boolean]>([
  ['doc().get', true],
  ['doc().set', true],
  ['doc().update', true],
  ['doc().remove', true],
  ['add', true],
  ['where().get', true],
  ['where().update', false],
  ['where().remove', false],
  ['where().count', false],
])('the SDK sends %s of a transaction with its id: %s', async (call, tagged) => {
  const { db, requests } = await start()
  const transaction = await db.startTransaction()
  const notes = transaction.collection('notes')
  const calls: Record<string, () => Promise<unknown>> = {
    'doc().get': () => notes.doc('A').get(),
    'doc().set': () => notes.doc('A').set({ data: { n: 2 } }),
    'doc().update': () => notes.doc('A').update({ data: { n: 2 } }),
    'doc().remove': () => notes.doc('A').remove(),
    add: () => notes.add({ data: { n: 2 } }),
    'where().get': () => notes.where({ n: 1 }).get(),
    'where().update': () => notes.where({ n: 1 }).update({ data: { n: 2 } }),
    'where().remove': () => notes.where({ n: 1 }).remove(),
    'where().count': () => notes.where({ n: 1 }).count(),
  }
  await calls[call]?.()
  expect('transactionId' in (requests.at(-1) ?? {})).toBe(tagged)
  await transaction.rollback()
})

describe('isolation', () => {
  test('own writes are seen inside, by nobody outside, and by all after the commit', async () => {
    const { db, value, notes } = await start()
    const transaction = await db.startTransaction()
    const inside = transaction.collection('notes')
    await inside.doc('A').update({ data: { n: 2 } })
    await inside.add({ data: { _id: 'C', n: 2 } })
    await inside.doc('B').remove()
    expect((await inside.where({ n: 2 }).get()).data.map(({ _id }) => _id)).toEqual(['A', 'C'])
    expect((await notes.get()).data.map(({ _id, n }) => [_id, n])).toEqual([
      ['A', 1],
      ['B', 1],
    ])
    await transaction.commit()
    expect((await notes.get()).data.map(({ _id, n }) => [_id, n])).toEqual([
      ['A', 2],
      ['C', 2],
    ])
    expect(await value('A')).toBe(2)
  })

  test('the snapshot is taken at the first operation and holds from then on', async () => {
    const { db, notes } = await start()
    const transaction = await db.startTransaction()
    await notes.doc('A').update({ data: { n: 2 } })
    const inside = transaction.collection('notes')
    expect((await inside.doc('A').get()).data.n).toBe(2)
    await notes.doc('A').update({ data: { n: 3 } })
    await notes.doc('B').remove()
    await notes.add({ data: { _id: 'C', n: 2 } })
    expect((await inside.doc('A').get()).data.n).toBe(2)
    expect((await inside.get()).data.map(({ _id }) => _id)).toEqual(['A', 'B'])
    await transaction.rollback()
  })

  test('two transactions that each read what the other writes both commit (write skew)', async () => {
    const { db, value } = await start()
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    await first.collection('notes').doc('A').get()
    await second.collection('notes').doc('B').get()
    await first
      .collection('notes')
      .doc('B')
      .update({ data: { n: 0 } })
    await second
      .collection('notes')
      .doc('A')
      .update({ data: { n: 0 } })
    await first.commit()
    await second.commit()
    expect([await value('A'), await value('B')]).toEqual([0, 0])
  })

  test('rollback(reason) makes runTransaction reject with the reason as it is, and nothing happened', async () => {
    const { db, value } = await start()
    const run = db.runTransaction(async (transaction) => {
      await transaction
        .collection('notes')
        .doc('A')
        .update({ data: { n: 9 } })
      await transaction.rollback('sold out')
    })
    await expect(run).rejects.toBe('sold out')
    expect(await value('A')).toBe(1)
  })

  test('set() inside a transaction reports created: 0 even when it creates', async () => {
    const { db } = await start()
    const stats = await db.runTransaction(
      async (transaction) =>
        (
          await transaction
            .collection('notes')
            .doc('new')
            .set({ data: { n: 1 } })
        ).stats,
    )
    expect(stats).toEqual({ updated: 0, created: 0 })
  })
})

describe('conflicts', () => {
  test.each<[string, number]>([
    ['a document that another transaction has written', 0],
    ['a document that was changed since the snapshot', 1],
  ])('writing %s fails at the operation, and the transaction is over', async (_title, how) => {
    const { db, notes } = await start()
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    await second.collection('notes').doc('B').get()
    if (how === 0)
      await first
        .collection('notes')
        .doc('A')
        .update({ data: { n: 2 } })
    else await notes.doc('A').update({ data: { n: 2 } })
    await second
      .collection('notes')
      .doc('B')
      .update({ data: { n: 5 } })
    // As captured from the cloud: SYS_ERR's number, no code, the conflict only in the text.
    expect(
      await failure(
        second
          .collection('notes')
          .doc('A')
          .update({ data: { n: 3 } }),
      ),
    ).toMatchObject({
      errCode: -501001,
      message: `document.update:fail -501001 resource system error. ${CONFLICT}`,
      keys: ['errCode', 'errMsg'],
    })
    expect((await failure(second.rollback())).message).toContain(GONE)
    await first.commit()
    expect((await notes.get()).data.map(({ n }) => n)).toEqual([2, 1])
  })

  test('runTransaction does not repeat a conflict of an operation: it arrives without a code', async () => {
    const { db, notes, requests } = await start()
    let attempts = 0
    const run = db.runTransaction(async (transaction) => {
      attempts += 1
      await transaction.collection('notes').doc('A').get()
      await notes.doc('A').update({ data: { n: attempts + 100 } })
      await transaction
        .collection('notes')
        .doc('A')
        .update({ data: { n: 0 } })
    })
    const caught = await failure(run)
    expect(caught.message).toContain(CONFLICT)
    expect('code' in caught).toBe(false)
    expect(attempts).toBe(1)
    expect(requests.filter(({ action }) => action === 'database.startTransaction')).toHaveLength(1)
  })

  test('runTransaction repeats a conflict of the commit three times and then throws it with its code', async () => {
    // The emulator has none of its own: whoever would lose is stopped at the operation. So one is put on the wire.
    const { db, value } = await start({
      async forward({ action, transactionId }, next) {
        if (action !== 'database.commitTransaction') return next()
        return { requestId: String(transactionId), code: 'DATABASE_TRANSACTION_CONFLICT', message: CONFLICT }
      },
    })
    let attempts = 0
    const run = db.runTransaction(async (transaction) => {
      attempts += 1
      await transaction
        .collection('notes')
        .doc(`new${attempts}`)
        .set({ data: { n: attempts } })
    })
    expect(await failure(run)).toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' })
    expect(attempts).toBe(4)
    expect(await value('A')).toBe(1)
  })

  test('a write that changes nothing takes no lock', async () => {
    const { db, value } = await start()
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    expect(
      await first
        .collection('notes')
        .doc('A')
        .update({ data: { n: 1 } }),
    ).toMatchObject({ stats: { updated: 0 } })
    await second
      .collection('notes')
      .doc('A')
      .update({ data: { n: 2 } })
    await second.commit()
    await first.commit()
    expect(await value('A')).toBe(2)
  })
})

describe('the ways out and in', () => {
  test('where().update() of a transaction is carried out at once, survives the rollback, and is warned of', async () => {
    const { db, value, warnings } = await start()
    const transaction = await db.startTransaction()
    await transaction
      .collection('notes')
      .where({ _id: 'A' })
      .update({ data: { n: 7 } })
    expect(await value('A')).toBe(7)
    await transaction.rollback()
    expect(await value('A')).toBe(7)
    expect(warnings).toEqual([
      expect.stringMatching(/database\.modifyDocument on notes came without a transaction while the same invocation/),
    ])
  })

  test('no warning for another invocation, for reads, and after the end of the transaction', async () => {
    const { db, database, notes, warnings } = await start()
    const write = { action: 'database.removeDocument', collectionName: 'notes', query: '{"_id":"none"}', multi: false }
    const transaction = await db.startTransaction()
    await database.handle(write, 'invocation-2')
    await database.handle(write, '')
    await notes.get()
    await transaction.commit()
    await database.handle(write, 'invocation-1')
    expect(warnings).toEqual([])
  })

  test('two operations of one transaction at the same time: the second finds it busy', async () => {
    const { db } = await startWithSdk().then((stack) => {
      onTestFinished(stack.close)
      return stack
    })
    await db.collection('notes').add({ data: [{ _id: 'A' }, { _id: 'B' }] })
    const transaction = await db.startTransaction()
    const notes = transaction.collection('notes')
    const both = await Promise.allSettled([notes.doc('A').get(), notes.doc('B').get()])
    const refused = both.find((result) => result.status === 'rejected')
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(refused).toMatchObject({ reason: { errCode: -501001, errMsg: expect.stringContaining(BUSY) } })
    expect((await notes.doc('B').get()).data).toEqual({ _id: 'B' })
    await transaction.commit()
  })

  test('any refused operation ends its transaction', async () => {
    const { db } = await start()
    const transaction = await db.startTransaction()
    await transaction
      .collection('notes')
      .doc('A')
      .update({ data: { n: 2 } })
    expect((await failure(transaction.collection('notes').add({ data: { _id: 'B' } }))).message).toContain('E11000')
    expect(await failure(transaction.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL', message: GONE })
  })

  test('30 seconds after its start a transaction is gone, and its locks with it', async () => {
    const { db, notes, timers, value } = await start()
    const transaction = await db.startTransaction()
    await transaction
      .collection('notes')
      .doc('A')
      .update({ data: { n: 2 } })
    timers.pass(29_999)
    await transaction
      .collection('notes')
      .doc('B')
      .update({ data: { n: 2 } })
    timers.pass(30_000)
    await notes.doc('A').update({ data: { n: 3 } })
    expect(await failure(transaction.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL', message: GONE })
    expect([await value('A'), await value('B')]).toEqual([3, 1])
  })
})

describe('a plain write and a locked document', () => {
  const cas = (version: number, next: number) => ({
    action: 'database.modifyDocument',
    collectionName: 'notes',
    query: `{"_id":"A","version":{"$numberInt":"${version}"}}`,
    data: `{"$set":{"version":{"$numberInt":"${next}"}}}`,
    multi: true,
    merge: true,
    upsert: false,
  })

  /** A transaction has changed A's version from 1 to 2; a plain compare-and-set from 1 to 9 has been sent. */
  async function meet() {
    const timers = manualTimers()
    const { database } = openDatabase({ after: timers.after })
    onTestFinished(() => database.close())
    const notes = { collectionName: 'notes' }
    const data = ['{"_id":"A","version":{"$numberInt":"1"}}']
    await database.handle({ action: 'database.insertDocument', ...notes, data }, '')
    const { transactionId } = await database.handle({ action: 'database.startTransaction' }, '')
    await database.handle({ ...cas(1, 2), transactionId }, '')
    const waiting = database.handle(cas(1, 9), '')
    const read = () => database.handle({ action: 'database.getDocument', ...notes }, '')
    expect(await Promise.race([waiting, read()])).toMatchObject({ data: { list: data } })
    return { database, timers, transactionId, waiting, read }
  }

  test('waits for the commit, and then finds the new version', async () => {
    const { database, transactionId, waiting } = await meet()
    await database.handle({ action: 'database.commitTransaction', transactionId }, '')
    expect(await waiting).toMatchObject({ data: { updated: 0 } })
  })

  test('waits for the rollback, and then finds the old version', async () => {
    const { database, transactionId, waiting } = await meet()
    await database.handle({ action: 'database.abortTransaction', transactionId }, '')
    expect(await waiting).toMatchObject({ data: { updated: 1 } })
  })

  test('waits for the end of the 30 seconds at most', async () => {
    const { timers, waiting } = await meet()
    timers.pass(30_000)
    expect(await waiting).toMatchObject({ data: { updated: 1 } })
  })

  test('is refused when the database closes', async () => {
    const { database, waiting } = await meet()
    database.close()
    expect(await waiting).toMatchObject({ code: 'SYS_ERR' })
  })
})
