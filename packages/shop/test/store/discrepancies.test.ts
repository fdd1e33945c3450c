import { describe, expect, test } from 'vitest'
import { type DiscrepancyStore, type FoundDiscrepancy, openDiscrepancies } from '../../src/store/discrepancies.ts'
import { openReconciliations, type Reconciliation, type ReconciliationStore } from '../../src/store/reconciliations.ts'
import { memoryDiscrepancies } from '../../src/testing/memory-discrepancies.ts'
import { memoryReconciliations } from '../../src/testing/memory-reconciliations.ts'
import { merchant, noon } from '../../src/testing.ts'
import { answerLost, conflicts, memoryDatabase, neverArrived } from '../helpers/database.ts'

const found: FoundDiscrepancy = {
  ...{ kind: 'payment-amount', billDate: '2026-01-15', outTradeNo: 'WM0SAMPLE1', refundId: null },
  ...{ transactionId: '42000001', localFen: 4460, gatewayFen: 4459, isRepairable: true },
}
const id = 'payment-amount-42000001'
const byHand = { resolvedAt: noon + 5, resolvedBy: merchant, resolution: 'noted', note: '已核对' } as const

test.each<[change: Partial<FoundDiscrepancy>, id: string]>([
  [{}, id],
  [{ kind: 'refund-state', refundId: 'WM0SAMPLE1R1' }, 'refund-state-WM0SAMPLE1R1'],
  [{ kind: 'fee' }, 'fee-42000001'],
  [{ kind: 'refund-missing-locally', refundId: 'R1', transactionId: null }, 'refund-missing-locally-R1'],
])('%j is stored as %s', async (change, stored) => {
  const discrepancies = memoryDiscrepancies()
  await discrepancies.keep({ ...found, ...change }, noon)
  expect([...discrepancies.stored.keys()]).toStrictEqual([stored])
})

const stores: [what: string, open: () => DiscrepancyStore][] = [
  ['in a database', () => openDiscrepancies(memoryDatabase({}))],
  ['in memory', memoryDiscrepancies],
]
describe.each(stores)('discrepancies %s', (_what, open) => {
  test('the same one again is known; it stays as it was', async () => {
    const discrepancies = open()
    expect(await discrepancies.keep(found, noon)).toBe(true)
    expect(await discrepancies.keep({ ...found, gatewayFen: 1 }, noon + 1)).toBe(false)
    const unresolved = { resolvedAt: null, resolvedBy: null, resolution: null, note: null }
    expect(await discrepancies.find(id)).toStrictEqual({
      _id: id,
      ...found,
      state: 'open',
      foundAt: noon,
      ...unresolved,
    })
  })

  test('the first to resolve it decides; a resolved one is never opened again', async () => {
    const discrepancies = open()
    await discrepancies.keep(found, noon)
    expect(await discrepancies.resolve(id, byHand)).toMatchObject({ state: 'resolved', ...byHand })
    const second = { ...byHand, resolution: 'repaired', note: null, resolvedBy: 'oSecond' } as const
    expect(await discrepancies.resolve(id, second)).toMatchObject(byHand)
    expect(await discrepancies.keep(found, noon + 10)).toBe(false)
    expect(await discrepancies.find(id)).toMatchObject({ state: 'resolved', foundAt: noon })
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
  const discrepancies = openDiscrepancies(database)
  await expect(discrepancies.keep(found, noon)).rejects.toThrow('ESOCKETTIMEDOUT')
  await discrepancies.keep(found, noon + 1)
  expect(Object.keys(database.collections.discrepancies ?? {})).toStrictEqual([id])
})

test('two reports at once are one: the second meets a conflict, looks again and finds the first', async () => {
  const database = memoryDatabase({}, [conflicts])
  expect(await openDiscrepancies(database).keep(found, noon)).toBe(true)
})

test('a page asks for its state, the newest first', async () => {
  const database = memoryDatabase({ discrepancies: {} })
  const page = { after: `${noon}_${id}`, limit: 20 }
  await openDiscrepancies(database).list({ state: 'open' }, page)
  expect(database.queries).toStrictEqual([
    [
      'discrepancies',
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
  ...{ foreign: 0, unreadable: 0, discrepancies: 0 },
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
