import { describe, expect, test } from 'vitest'
import { type DifferenceStore, type FoundDifference, openDifferences } from '../../src/store/differences.ts'
import { openReconciliations, type Reconciliation, type ReconciliationStore } from '../../src/store/reconciliations.ts'
import { memoryDifferences } from '../../src/testing/memory-differences.ts'
import { memoryReconciliations } from '../../src/testing/memory-reconciliations.ts'
import { merchant, noon } from '../../src/testing.ts'
import { answerLost, conflicts, memoryDatabase, neverArrived } from '../helpers/database.ts'

const found: FoundDifference = {
  ...{ kind: 'payment-amount', billDate: '2026-01-15', outTradeNo: 'WM0SAMPLE1', refundId: null },
  ...{ transactionId: '42000001', hereFen: 4460, thereFen: 4459, isRepairable: true },
}
const id = 'payment-amount-42000001'
const byHand = { resolvedAt: noon + 5, resolvedBy: merchant, resolution: 'noted', note: '已核对' } as const

test.each<[change: Partial<FoundDifference>, id: string]>([
  [{}, id],
  [{ kind: 'refund-state', refundId: 'WM0SAMPLE1R1' }, 'refund-state-WM0SAMPLE1R1'],
  [{ kind: 'fee' }, 'fee-42000001'],
  [{ kind: 'refund-missing-here', refundId: 'R1', transactionId: null }, 'refund-missing-here-R1'],
])('%j is stored as %s', async (change, stored) => {
  const differences = memoryDifferences()
  await differences.keep({ ...found, ...change }, noon)
  expect([...differences.stored.keys()]).toStrictEqual([stored])
})

const stores: [what: string, open: () => DifferenceStore][] = [
  ['in a database', () => openDifferences(memoryDatabase({}))],
  ['in memory', memoryDifferences],
]
describe.each(stores)('differences %s', (_what, open) => {
  test('the same one again is known; it stays as it was', async () => {
    const differences = open()
    expect(await differences.keep(found, noon)).toBe(true)
    expect(await differences.keep({ ...found, thereFen: 1 }, noon + 1)).toBe(false)
    const unresolved = { resolvedAt: null, resolvedBy: null, resolution: null, note: null }
    expect(await differences.find(id)).toStrictEqual({ _id: id, ...found, state: 'open', foundAt: noon, ...unresolved })
  })

  test('the first to resolve it decides; a resolved one is never opened again', async () => {
    const differences = open()
    await differences.keep(found, noon)
    expect(await differences.resolve(id, byHand)).toMatchObject({ state: 'resolved', ...byHand })
    const second = { ...byHand, resolution: 'repaired', note: null, resolvedBy: 'oSecond' } as const
    expect(await differences.resolve(id, second)).toMatchObject(byHand)
    expect(await differences.keep(found, noon + 10)).toBe(false)
    expect(await differences.find(id)).toMatchObject({ state: 'resolved', foundAt: noon })
  })

  test('one that nobody found', async () => {
    expect(await open().find(id)).toBeNull()
    expect(await open().resolve(id, byHand)).toBeNull()
  })
})

test.each([
  ['its answer got lost', answerLost],
  ['it never arrived', neverArrived],
])('a report whose writing failed (%s) is thrown, and told again it is stored once', async (_what, meddle) => {
  const database = memoryDatabase({}, [meddle])
  const differences = openDifferences(database)
  await expect(differences.keep(found, noon)).rejects.toThrow('ESOCKETTIMEDOUT')
  await differences.keep(found, noon + 1)
  expect(Object.keys(database.collections.differences ?? {})).toStrictEqual([id])
})

test('two reports at once are one: the second meets a conflict, looks again and finds the first', async () => {
  const database = memoryDatabase({}, [conflicts])
  expect(await openDifferences(database).keep(found, noon)).toBe(true)
})

test('a page asks for its state, the newest first', async () => {
  const database = memoryDatabase({ differences: {} })
  const page = { after: `${noon}_${id}`, limit: 20 }
  await openDifferences(database).list({ state: 'open' }, page)
  expect(database.queries).toStrictEqual([
    [
      'differences',
      {
        $or: [
          { state: 'open', foundAt: { $lt: noon } },
          { state: 'open', foundAt: noon, _id: { $lt: id } },
        ],
      },
      'foundAt desc',
      '_id desc',
      21,
    ],
  ])
})

const counts = {
  ...{ payments: 0, paidFen: 0, refunds: 0, refundedFen: 0, fee: 0 },
  ...{ foreign: 0, unreadable: 0, differences: 0 },
}
const start: Reconciliation = {
  ...{ _id: '2026-01-15', digest: null, lines: 0, after: null, counts },
  ...{ startedAt: noon, finishedAt: null, version: 0 },
}
const progress: [what: string, open: () => ReconciliationStore][] = [
  ['in a database', () => openReconciliations(memoryDatabase({}))],
  ['in memory', memoryReconciliations],
]
test.each(progress)('progress %s goes on for one of two runs', async (_what, open) => {
  const store = open()
  const first = await store.advance({ ...start, lines: 100 })
  expect(first).toStrictEqual({ ...start, lines: 100, version: 1 })
  expect(await store.advance({ ...start, lines: 200 })).toBeNull()
  const second = first && (await store.advance({ ...first, lines: 200, counts: { ...counts, payments: 2 } }))
  expect(second).toMatchObject({ lines: 200, version: 2 })
  expect(first && (await store.advance({ ...first, lines: 300 }))).toBeNull()
  expect(await store.find(['2026-01-15'])).toStrictEqual([second])
})
