import { type Decision, type Order, recordPayment } from '@stack/order'
import { expect, test } from 'vitest'
import { changeOrder } from '../../src/store/change-order.ts'
import { toDocument } from '../../src/store/order-document.ts'
import { noon, orders, paymentOf } from '../../src/testing.ts'
import { answeredZero, answerLost, type Meddle, memoryDatabase, neverArrived, timedOut } from '../helpers/database.ts'

const { prepaid } = orders
const now = noon + 120_000

function databaseWith(order: Order, meddles: Meddle[] = []) {
  const { _id, ...document } = toDocument(order, 1, 'first')
  return memoryDatabase({ orders: { [_id]: document } }, meddles)
}

/** Somebody else writes the order in between: here, takes the turn to ask. */
const somebodyWrites: Meddle = (apply, database) => {
  const document = database.collections.orders?.[prepaid._id]
  if (document !== undefined)
    Object.assign(document, { lastQueriedAt: noon, version: Number(document.version) + 1, lastWrite: 'theirs' })
  return apply()
}
const somebodyDeletes: Meddle = (apply, database) => {
  database.collections.orders = {}
  return apply()
}
const after =
  (first: Meddle, then: Meddle): Meddle =>
  (apply, database) => {
    let failure: unknown
    let updated = 0
    try {
      updated = first(apply, database)
    } catch (error) {
      failure = error
    }
    then(() => 0, database)
    if (failure !== undefined) throw failure
    return updated
  }

async function run(
  meddles: Meddle[],
  decide = (order: Order): Decision<string> => recordPayment(order, paymentOf(order), now),
) {
  const database = databaseWith(prepaid, meddles)
  let decided = 0
  const result = await changeOrder(database, prepaid._id, (order) => {
    decided += 1
    return decide(order)
  }).then(
    (decision) => (decision.ok ? decision.change : decision.refused),
    (error: Error) => error.message,
  )
  const stored = database.collections.orders?.[prepaid._id]
  return {
    result,
    decided,
    state: stored?.state,
    version: stored?.version,
    lastQueriedAt: stored?.lastQueriedAt,
    writes: database.writes,
  }
}

test.each<[happened: string, meddles: Meddle[], result: string, decided: number, state: string, version: number]>([
  ['nothing special', [], 'changed', 1, 'paid', 2],
  ['written, the answer got lost', [answerLost], 'changed', 1, 'paid', 2],
  ['written, 0 was answered', [answeredZero], 'changed', 1, 'paid', 2],
  ['never written, an error was answered', [neverArrived], 'ESOCKETTIMEDOUT', 1, 'unpaid', 1],
  ['never written, 0 was answered', [() => 0], 'changed', 2, 'paid', 2],
  ['somebody was faster', [somebodyWrites], 'changed', 2, 'paid', 3],
  ['somebody was faster, three times', [somebodyWrites, somebodyWrites, somebodyWrites], 'changed', 4, 'paid', 5],
  ['somebody was faster, and an error was answered', [after(somebodyWrites, neverArrived)], 'changed', 2, 'paid', 3],
  // Deciding anew finds the payment booked: it changes nothing, and that is right.
  ['written, overwritten, the answer got lost', [after(answerLost, somebodyWrites)], 'none', 2, 'paid', 3],
  ['somebody was faster, then the answer got lost', [somebodyWrites, answerLost], 'changed', 2, 'paid', 3],
])('%s', async (_happened, meddles, result, decided, state, version) => {
  expect(await run(meddles)).toMatchObject({ result, decided, state, version })
})

test('what somebody else wrote in between is kept', async () => {
  expect(await run([somebodyWrites])).toMatchObject({ state: 'paid', lastQueriedAt: noon })
})

test('an order that stays contested is an error after ten attempts', async () => {
  const always = Array.from({ length: 20 }, () => somebodyWrites)
  expect(await run(always)).toMatchObject({
    result: '[shop] order WM0SAMPLE1 stayed contested for 10 attempts. Try again.',
    decided: 10,
    state: 'unpaid',
    version: 11,
  })
})

test('an order that vanished in between is not found', async () => {
  expect(await run([somebodyDeletes])).toMatchObject({ result: 'not_found', decided: 1 })
})

test('an order that never was is not found', async () => {
  const database = memoryDatabase({ orders: {} })
  const decide = () => {
    throw new Error('there is nothing to decide')
  }
  expect(await changeOrder(database, 'WM0NOTHERE', decide)).toStrictEqual({ ok: false, refused: 'not_found' })
})

test.each<[what: string, decide: (order: Order) => Decision<string>, result: string]>([
  ['a refusal', () => ({ ok: false, refused: 'too_late' }), 'too_late'],
  ['no change', (order) => ({ ok: true, change: 'none', order }), 'none'],
])('%s writes nothing', async (_what, decide, result) => {
  expect(await run([], decide)).toMatchObject({ result, decided: 1, version: 1, writes: 0 })
})

test('what the decision throws goes through, and nothing is written', async () => {
  const broken = () => {
    throw new RangeError('[order] no amount in fen')
  }
  expect(await run([], broken)).toMatchObject({ result: '[order] no amount in fen', version: 1, writes: 0 })
})

test('when the order cannot even be read again, that error comes out', async () => {
  const database = databaseWith(prepaid, [answerLost])
  const { collection } = database
  let reads = 0
  database.collection = (name) => ({
    ...collection(name),
    doc: (id) => {
      reads += 1
      if (reads > 1) throw timedOut
      return collection(name).doc(id)
    },
  })
  const asked = changeOrder(database, prepaid._id, (order) => recordPayment(order, paymentOf(order), now))
  await expect(asked).rejects.toBe(timedOut)
})

test('the document carries what compare-and-set and lists need', async () => {
  const database = databaseWith(prepaid)
  await changeOrder(database, prepaid._id, (order) => recordPayment(order, paymentOf(order), now))
  expect(database.collections.orders?.[prepaid._id]).toMatchObject({
    version: 2,
    lastWrite: expect.stringMatching(/^[0-9a-f-]{36}$/),
    waitingRefunds: 0,
    refundCount: 0,
  })
})

test('what only the database needs does not pile up in the order', async () => {
  const database = databaseWith(prepaid)
  await changeOrder(database, prepaid._id, (order) => recordPayment(order, paymentOf(order), now))
  const { _id, ...document } = toDocument(prepaid, 1, '')
  expect(Object.keys(database.collections.orders?.[_id] ?? {}).sort()).toStrictEqual(Object.keys(document).sort())
})
