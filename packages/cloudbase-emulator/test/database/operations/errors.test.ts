import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { failure, openDatabase, startWithSdk } from '../../helpers/database-fixture.ts'

const CONTACT_US = 'Please check your request, but if the problem persists, contact us.'
const duplicateOf = (index: string, key: string) =>
  `E11000 duplicate key error collection: tnt-local.orders index: ${index} dup key: { ${key} }`
const NOT_BUILT = '[cloudbase-emulator] not built in this emulator: '

type Stack = Awaited<ReturnType<typeof startWithSdk>>
let stack: Stack
const orders = () => stack.db.collection('orders')

beforeAll(async () => {
  stack = await startWithSdk()
  await orders().add({ data: { _id: 'a', openid: 'oA', requestId: 'r1', n: 1, text: 'x', list: [1] } })
  await orders().add({ data: { _id: 'b', openid: 'oA', requestId: 'r2' } })
})
beforeEach(() => stack.warnings.splice(0))
afterAll(() => stack.close())

/** What the cloud says too: in the words that a function's code has to recognise, and without a warning. */
describe('as in the cloud', () => {
  test.each<[string, (stack: Stack) => Promise<unknown>, errCode: number, errMsg: string]>([
    [
      'a collection that does not exist, read',
      ({ db }) => db.collection('none').get(),
      -502005,
      `collection.get:fail -502005 database collection not exists. [ResourceNotFound] Db or Table not exist: none. ${CONTACT_US}`,
    ],
    [
      'a collection that does not exist, written',
      ({ db }) => db.collection('none').add({ data: { n: 1 } }),
      -502005,
      `collection.add:fail -502005 database collection not exists. [ResourceNotFound] Db or Table not exist: none. ${CONTACT_US}`,
    ],
    [
      'a document that does not exist',
      () => orders().doc('none').get(),
      -1,
      'document.get:fail document with _id none does not exist',
    ],
    [
      'add with an _id that is taken',
      () => orders().add({ data: { _id: 'a' } }),
      -502001,
      `collection.add:fail -502001 database request fail. [FailedOperation.Insert] bulk write error: [{${duplicateOf('_id_', '_id: "a"')}}]`,
    ],
    [
      'add with a unique key that is taken',
      () => orders().add({ data: { openid: 'oA', requestId: 'r1' } }),
      -502001,
      `collection.add:fail -502001 database request fail. [FailedOperation.Insert] bulk write error: [{${duplicateOf('requestId_unique', 'openid: "oA", requestId: "r1"')}}]`,
    ],
    [
      'set with a unique key that is taken',
      () =>
        orders()
          .doc('c')
          .set({ data: { openid: 'oA', requestId: 'r1' } }),
      -502001,
      `document.set:fail -502001 database request fail. [FailedOperation] multiple write errors: [{write errors: [{${duplicateOf('requestId_unique', 'openid: "oA", requestId: "r1"')}}]}, {<nil>}]`,
    ],
    [
      'update to a unique key that is taken',
      () =>
        orders()
          .where({ _id: 'b' })
          .update({ data: { requestId: 'r1' } }),
      -502001,
      `collection.update:fail -502001 database request fail. [FailedOperation] multiple write errors: [{write errors: [{${duplicateOf('requestId_unique', 'openid: "oA", requestId: "r1"')}}]}, {<nil>}]`,
    ],
    [
      'a field below something that is no object',
      () =>
        orders()
          .doc('a')
          .update({ data: { 'text.part': 1 } }),
      -502001,
      `document.update:fail -502001 database request fail. [FailedOperation] multiple write errors: [{write errors: [{Cannot create field 'part' in element {text: "x"}}]}, {<nil>}]`,
    ],
  ])('%s', async (_title, act, errCode, errMsg) => {
    expect(await failure(act(stack))).toMatchObject({ errCode, message: errMsg, keys: ['errCode', 'errMsg'] })
    expect(stack.warnings).toEqual([])
  })

  test('missing fields count as null in a unique index, so two documents without them collide', async () => {
    await orders().add({ data: { _id: 'bare' } })
    expect(await failure(orders().add({ data: { _id: 'bare2' } }))).toMatchObject({
      message: expect.stringContaining(duplicateOf('requestId_unique', 'openid: null, requestId: null')),
    })
    await orders().doc('bare').remove()
    expect(await orders().add({ data: { _id: 'bare2' } })).toMatchObject({ _id: 'bare2' })
    await orders().doc('bare2').remove()
  })

  test('what an array brings before the document that is refused stays', async () => {
    const data = [{ _id: 'p', requestId: 'p' }, { _id: 'a' }, { _id: 'q', requestId: 'q' }]
    await failure(orders().add({ data }))
    expect(
      await orders()
        .where({ _id: stack._.in(['p', 'q']) })
        .count(),
    ).toMatchObject({ total: 1 })
    await orders().doc('p').remove()
  })

  test('updated: 0 and removed: 0 where nothing matches, no error', async () => {
    expect(
      await orders()
        .doc('none')
        .update({ data: { n: 1 } }),
    ).toMatchObject({ stats: { updated: 0 } })
    expect(
      await orders()
        .where({ _id: 'a', n: 99 })
        .update({ data: { n: 1 } }),
    ).toMatchObject({ stats: { updated: 0 } })
    expect(await orders().doc('none').remove()).toMatchObject({ stats: { removed: 0 } })
  })

  test('set() creates, and reports updated: 1 for a document that is there, even an identical one', async () => {
    const set = () =>
      stack.db
        .collection('notes')
        .doc('s')
        .set({ data: { n: 1 } })
    expect(await set()).toMatchObject({ stats: { updated: 0, created: 1 } })
    expect(await set()).toMatchObject({ stats: { updated: 1, created: 0 } })
  })

  test('where() updates and removes all that match', async () => {
    const notes = stack.db.collection('notes')
    await notes.add({ data: [{ k: 1 }, { k: 1 }, { k: 2 }] })
    expect(await notes.where({ k: 1 }).update({ data: { k: 3 } })).toMatchObject({ stats: { updated: 2 } })
    expect(await notes.where({ k: 3 }).remove()).toMatchObject({ stats: { removed: 2 } })
  })

  test('createCollection makes one; a second time is refused', async () => {
    await stack.db.createCollection('made')
    await stack.db.collection('made').add({ data: { n: 1 } })
    expect(await failure(stack.db.createCollection('made'))).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      errCode: -1,
      message: expect.stringContaining('Table exist'),
    })
  })
})

/** What the cloud can do and the emulator cannot: said to the function and to the developer. */
describe('not built, loudly', () => {
  test.each<[string, (stack: Stack) => Promise<unknown>, what: string]>([
    ['aggregate', () => orders().aggregate().match({}).end(), 'the action database.aggregateDocuments'],
    [
      '_.size',
      ({ _ }) =>
        orders()
          .where({ list: _.size(1) })
          .get(),
      'query operator $size (on the field list)',
    ],
    [
      '_.size within _.not',
      ({ _ }) =>
        orders()
          .where({ list: _.not(_.size(1)) })
          .get(),
      'query operator $size',
    ],
    [
      '_.mul',
      ({ _ }) =>
        orders()
          .doc('a')
          .update({ data: { n: _.mul(2) } }),
      'update operator $mul',
    ],
    [
      '_.pull',
      ({ _ }) =>
        orders()
          .doc('a')
          .update({ data: { list: _.pull(1) } }),
      'update operator $pull',
    ],
    [
      '_.unshift',
      ({ _ }) =>
        orders()
          .doc('a')
          .update({ data: { list: _.unshift(1) } }),
      '$push with $position',
    ],
    [
      'array padding',
      () =>
        orders()
          .doc('a')
          .update({ data: { 'list.9': 1 } }),
      'setting element 9 of an array of 1',
    ],
    [
      'positional $',
      () =>
        orders()
          .doc('a')
          .update({ data: { 'list.$': 1 } }),
      'the positional operator $ in the path list.$',
    ],
    ['remove() of a whole collection', () => orders().remove(), 'update or remove without where()'],
    ['orderBy an array', () => orders().orderBy('list', 'asc').get(), 'orderBy on list, which holds an array'],
    ['an array in a unique index', () => orders().add({ data: { requestId: [1] } }), 'an array in requestId'],
    [
      'a regular expression with x',
      ({ db }) =>
        orders()
          .where({ text: db.RegExp({ regexp: 'a', options: 'x' }) })
          .get(),
      'the flag x in a regular expression',
    ],
  ])('%s', async (_title, act, what) => {
    const caught = await failure(act(stack))
    expect(caught.message).toContain(NOT_BUILT + what)
    expect(stack.warnings).toEqual([expect.stringContaining(NOT_BUILT + what)])
  })
})

describe('refused by name', () => {
  const modify = { action: 'database.modifyDocument', collectionName: 'orders', query: '{"_id":"a"}', multi: false }
  const update = (data: unknown) => ({ ...modify, merge: true, upsert: false, data: JSON.stringify(data) })
  test.each<[string, Record<string, unknown> & { action: string }, code: string, message: string]>([
    ['an unknown action', { action: 'database.dropAll' }, 'DATABASE_REQUEST_FAILED', 'the action database.dropAll'],
    ['an inherited name', { action: 'toString' }, 'DATABASE_REQUEST_FAILED', 'the action toString'],
    ['no collection', { action: 'database.getDocument' }, 'INVALID_PARAM', 'collectionName must be a string'],
    ['no EJSON', { ...modify, query: '{' }, 'DATABASE_REQUEST_FAILED', 'merge: undefined, upsert: undefined'],
    ['half EJSON', { ...update({}), query: '{' }, 'INVALID_PARAM', 'query is not extended JSON'],
    [
      'null in a list of conditions',
      { action: 'database.getDocument', collectionName: 'orders', query: '{"$and":[null]}' },
      'INVALID_PARAM',
      '$and entries need to be full objects',
    ],
    [
      'a number in a list of conditions',
      { action: 'database.getDocument', collectionName: 'orders', query: '{"$or":[{"$numberInt":"1"}]}' },
      'INVALID_PARAM',
      '$or entries need to be full objects',
    ],
    [
      'not of a value',
      { action: 'database.getDocument', collectionName: 'orders', query: '{"n":{"$not":{"$numberInt":"1"}}}' },
      'INVALID_PARAM',
      '$not needs a regex or a document',
    ],
    ['an array as query', { ...update({}), query: '[]' }, 'INVALID_PARAM', 'query must hold an object'],
    ['fields beside operators', update({ n: 1 }), 'INVALID_PARAM', 'operators only, not the field n'],
    ['another _id', update({ $set: { _id: 'z' } }), 'DATABASE_REQUEST_FAILED', "immutable field '_id'"],
    [
      'two operators on one path',
      update({ $set: { n: 1 }, $inc: { n: 1 } }),
      'DATABASE_REQUEST_FAILED',
      "would create a conflict at 'n'",
    ],
    [
      'a path and a path in it',
      update({ $set: { q: 1, 'q.r': 1 } }),
      'DATABASE_REQUEST_FAILED',
      "would create a conflict at 'q'",
    ],
    ['an empty name', update({ $set: { 'q..r': 1 } }), 'DATABASE_REQUEST_FAILED', 'contains an empty field name'],
    [
      '__proto__ as path',
      update({ $set: { '__proto__.x': 1 } }),
      'DATABASE_REQUEST_FAILED',
      'cannot be named __proto__',
    ],
    [
      '$inc of text',
      update({ $inc: { text: 1 } }),
      'DATABASE_REQUEST_FAILED',
      'Cannot apply $inc to a value of non-numeric type',
    ],
    [
      '$inc by text',
      update({ $inc: { n: 'x' } }),
      'DATABASE_REQUEST_FAILED',
      'Cannot increment with non-numeric argument',
    ],
    ['$push to text', update({ $push: { text: 1 } }), 'DATABASE_REQUEST_FAILED', "The field 'text' must be an array"],
    [
      'an operator in a document',
      update({ $set: { q: { $inc: 1 } } }),
      'DATABASE_REQUEST_FAILED',
      "The dollar ($) prefixed field '$inc'",
    ],
    [
      'a limit that is none',
      { action: 'database.getDocument', collectionName: 'orders', limit: -1 },
      'INVALID_PARAM',
      'limit must be a whole number, not -1',
    ],
  ])('%s', async (_title, request, code, message) => {
    const reply = await stack.database.handle(request, '')
    expect(reply).toEqual({ requestId: expect.any(String), code, message: expect.stringContaining(message) })
  })

  test('__proto__ as a field, however it is spelled', async () => {
    for (const data of ['{"$set":{"q":{"__proto__":{"x":true}}}}', '{"$set":{"q":{"\\u005f_proto__":null}}}']) {
      const reply = await stack.database.handle({ ...update({}), data }, '')
      expect(reply).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('__proto__') })
    }
    expect('x' in {}).toBe(false)
  })

  test('a document over 16 MiB', async () => {
    const data = [`{"text":"${'x'.repeat(16 * 1024 * 1024)}"}`]
    const reply = await stack.database.handle({ action: 'database.insertDocument', collectionName: 'orders', data }, '')
    expect(reply.message).toContain('object to insert too large')
  })

  test('everything, after close()', async () => {
    const { database } = openDatabase()
    onTestFinished(() => database.close())
    database.close()
    expect(await database.handle({ action: 'database.startTransaction' }, '')).toMatchObject({
      code: 'SYS_ERR',
      message: '[cloudbase-emulator] the database is closed',
    })
  })
})
