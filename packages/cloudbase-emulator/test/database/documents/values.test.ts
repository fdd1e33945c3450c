import { expect, onTestFinished, test } from 'vitest'
import { NOON_MS, startWithSdk } from '../../helpers/database-fixture.ts'

async function start() {
  const started = await startWithSdk()
  onTestFinished(started.close)
  return { ...started, notes: started.db.collection('notes') }
}

/** The documents of `notes` as they went over the wire. */
async function onTheWire({ database }: Awaited<ReturnType<typeof start>>) {
  const reply = await database.handle({ action: 'database.getDocument', collectionName: 'notes' }, '')
  return (reply.data as { list: string[] }).list.map((text) => JSON.parse(text))
}

test('every type comes back as it went in, in canonical extended JSON', async () => {
  const stack = await start()
  const at = new Date(1_700_000_000_000)
  const data = {
    _id: 'a',
    int: 1,
    double: 1.5,
    long: 3e9,
    big: 2 ** 53,
    text: '订单😀',
    no: false,
    none: null,
    at,
  }
  await stack.notes.add({ data: { ...data, list: [1, { two: 2.5 }, [null]], empty: {}, gone: undefined } })
  expect(await onTheWire(stack)).toEqual([
    {
      _id: 'a',
      int: { $numberInt: '1' },
      double: { $numberDouble: '1.5' },
      long: { $numberLong: '3000000000' },
      big: { $numberLong: '9007199254740992' },
      text: '订单😀',
      no: false,
      none: null,
      at: { $date: { $numberLong: '1700000000000' } },
      list: [{ $numberInt: '1' }, { two: { $numberDouble: '2.5' } }, [null]],
      empty: {},
    },
  ])
  const { data: read } = await stack.notes.doc('a').get()
  expect(read).toEqual({ ...data, list: [1, { two: 2.5 }, [null]], empty: {} })
})

test('a server date is the time of the stack, at any depth, plus its offset', async () => {
  const { notes, db, _ } = await start()
  await notes.add({ data: { _id: 'a', at: db.serverDate(), deep: [{ at: db.serverDate({ offset: 60_000 }) }] } })
  await notes.doc('a').update({
    data: { plain: { at: db.serverDate({ offset: -1 }) }, log: _.push([{ at: db.serverDate() }]) },
  })
  expect((await notes.doc('a').get()).data).toEqual({
    _id: 'a',
    at: new Date(NOON_MS),
    deep: [{ at: new Date(NOON_MS + 60_000) }],
    plain: { at: new Date(NOON_MS - 1) },
    log: [{ at: new Date(NOON_MS) }],
  })
  expect(await notes.where({ at: _.lte(db.serverDate()) }).count()).toMatchObject({ total: 1 })
})

test('inside _.set() the SDK sends a server date as the bare object it is', async () => {
  const { notes, db, _ } = await start()
  await notes.add({ data: { _id: 'a' } })
  await notes.doc('a').update({ data: { at: _.set(db.serverDate()), deep: _.set({ at: db.serverDate() }) } })
  await notes.doc('a').update({ data: { date: _.set({ at: new Date(5) }) } })
  expect((await notes.doc('a').get()).data).toEqual({
    _id: 'a',
    at: { offset: 0 },
    deep: { at: { offset: 0 } },
    date: { at: new Date(5) },
  })
})

test('an _id that is not given is 32 hexadecimal digits and stands first', async () => {
  const { notes } = await start()
  const { _id } = await notes.add({ data: { title: 'a' } })
  expect(_id).toMatch(/^[0-9a-f]{32}$/)
  const { _ids } = await notes.add({ data: [{ title: 'b', _id: 'x' }, { title: 'c' }] })
  expect(_ids).toEqual(['x', expect.stringMatching(/^[0-9a-f]{32}$/)])
  expect((await notes.get()).data.map((note) => Object.keys(note))).toEqual(Array(3).fill(['_id', 'title']))
})

test('ids come from the random source that is given', async () => {
  const { notes, close } = await startWithSdk({ random: () => 0.999999999999 }).then((stack) => ({
    ...stack,
    notes: stack.db.collection('notes'),
  }))
  onTestFinished(close)
  expect((await notes.add({ data: { title: 'a' } }))._id).toBe('f'.repeat(32))
})

test('_id 1 and _id "1" are two documents, 1 and 1.0 are one', async () => {
  const { notes, database } = await start()
  await notes.doc(1).set({ data: { is: 'number' } })
  await notes.doc('1').set({ data: { is: 'string' } })
  expect((await notes.doc(1).get()).data).toEqual({ _id: 1, is: 'number' })
  const reply = await database.handle(
    { action: 'database.getDocument', collectionName: 'notes', query: '{"_id":{"$numberDouble":"1.0"}}' },
    '',
  )
  expect(reply.data).toEqual({ list: ['{"_id":{"$numberInt":"1"},"is":"number"}'] })
})

test.each<[string, Record<string, unknown>, unknown]>([
  ['int + int', { by: 2 }, { $numberInt: '3' }],
  ['int + double', { by: 0.5 }, { $numberDouble: '1.5' }],
  ['int + long', { by: 3e9 }, { $numberLong: '3000000001' }],
  ['int that overflows', { by: 2 ** 31 - 1 }, { $numberLong: '2147483648' }],
])('_.inc: %s keeps the wider type', async (_title, { by }, expected) => {
  const stack = await start()
  await stack.notes.add({ data: { _id: 'a', n: 1 } })
  await stack.notes.doc('a').update({ data: { n: stack._.inc(by) } })
  expect(await onTheWire(stack)).toEqual([{ _id: 'a', n: expected }])
})

test('a dotted field update keeps the neighbours, _.set replaces, an empty object is dropped by the SDK', async () => {
  const { notes, _, requests } = await start()
  await notes.add({ data: { _id: 'a', money: { paid: 1, due: 2 }, tags: ['x'] } })
  const steps: [data: Record<string, unknown>, updated: number, after: unknown][] = [
    [{ money: { paid: 3 } }, 1, { money: { paid: 3, due: 2 }, tags: ['x'] }],
    [{ money: {} }, 0, { money: { paid: 3, due: 2 }, tags: ['x'] }],
    [{ money: _.set({ paid: 4 }) }, 1, { money: { paid: 4 }, tags: ['x'] }],
    [{ money: _.set({ paid: 4 }) }, 0, { money: { paid: 4 }, tags: ['x'] }],
    [{ money: _.set({}) }, 1, { money: {}, tags: ['x'] }],
    [{ 'tags.0': 'y' }, 1, { money: {}, tags: ['y'] }],
    [{ 'tags.1': 'z' }, 1, { money: {}, tags: ['y', 'z'] }],
    [{ tags: _.push(['p', 'q']) }, 1, { money: {}, tags: ['y', 'z', 'p', 'q'] }],
    [{ 'tags.0': _.remove() }, 1, { money: {}, tags: [null, 'z', 'p', 'q'] }],
    [{ tags: _.remove(), none: _.remove() }, 1, { money: {} }],
    [{ 'a.b.c': 1, list: _.push(1) }, 1, { money: {}, a: { b: { c: 1 } }, list: [1] }],
    [{ 'a.b.c': _.inc(0) }, 0, { money: {}, a: { b: { c: 1 } }, list: [1] }],
    [{ fresh: _.inc(5) }, 1, { money: {}, a: { b: { c: 1 } }, list: [1], fresh: 5 }],
  ]
  for (const [data, updated, after] of steps) {
    expect(await notes.doc('a').update({ data })).toMatchObject({ stats: { updated } })
    expect((await notes.doc('a').get()).data).toEqual({ _id: 'a', ...(after as object) })
  }
  expect(requests[3]?.data).toBe('{}')
})

test('new fields are added in the order of their names', async () => {
  const { notes } = await start()
  await notes.add({ data: { _id: 'a', m: 1 } })
  await notes.doc('a').update({ data: { z: 1, b: 1, m: 2 } })
  expect(Object.keys((await notes.doc('a').get()).data)).toEqual(['_id', 'm', 'b', 'z'])
})
