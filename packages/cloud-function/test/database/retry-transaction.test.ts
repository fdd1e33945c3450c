import { beforeEach, expect, test, vi } from 'vitest'
import type { CloudDatabase } from '../../src/database/cloud-database.ts'
import { retryTransaction } from '../../src/database/retry-transaction.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

/** A database whose transactions fail so; then they run. Says how often one was begun, and how many retries the SDK was left. */
function failing(errors: unknown[]) {
  const retries: unknown[] = []
  const db = {
    async runTransaction(run: (transaction: object) => Promise<unknown>, count: number) {
      retries.push(count)
      if (errors.length > 0) throw errors.shift()
      return run({})
    },
  } as unknown as CloudDatabase
  return { db, retries }
}

const commitConflict = { code: 'DATABASE_TRANSACTION_CONFLICT', message: 'Transaction is conflict' }
// As the cloud reports a conflict that an operation met: no code.
const operationConflict = {
  errCode: -501001,
  errMsg:
    'document.set:fail -501001 resource system error. [ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
}

test.each<[what: string, error: unknown]>([
  ['at commit, with a code', commitConflict],
  ['met by an operation, without a code', operationConflict],
  ['in the message of an error', new Error(operationConflict.errMsg)],
  ['as a bare text', operationConflict.errMsg],
])('a conflict is run again: %s', async (_what, error) => {
  const { db, retries } = failing([error, error])
  const result = retryTransaction(db, async () => 'done')
  await vi.runAllTimersAsync()
  expect(await result).toBe('done')
  // The SDK's own retries stay off: it would repeat only some conflicts.
  expect(retries).toStrictEqual([0, 0, 0])
})

test.each<[what: string, error: unknown]>([
  ['a time-out', new Error('ESOCKETTIMEDOUT')],
  ['a refusal of the database', { errCode: -502001, errMsg: 'document.update:fail -502001 database request fail' }],
  ['a duplicate key', { code: 'DATABASE_DUPLICATE_WRITE', message: 'duplicate key error' }],
  ['an error of the callback', new RangeError('[order] 1.5 is no amount in fen')],
  ['nothing at all', undefined],
  ['null', null],
])('anything else is not: %s', async (_what, error) => {
  const { db, retries } = failing([error])
  await expect(retryTransaction(db, async () => 'done')).rejects.toBe(error)
  expect(retries).toHaveLength(1)
})

test('after six seconds of conflicts it is told that others were faster', async () => {
  const { db, retries } = failing(Array.from({ length: 1000 }, () => commitConflict))
  const startedAt = Date.now()
  const result = expect(retryTransaction(db, async () => 'done')).rejects.toMatchObject({
    code: 'CONTESTED',
    cause: commitConflict,
  })
  await vi.runAllTimersAsync()
  await result
  expect(retries.length).toBeGreaterThan(15)
  // The last pause is not begun when it would not end in time: pauses are of at most 400 ms.
  expect(Date.now() - startedAt).toBeGreaterThan(5_500)
  expect(Date.now() - startedAt).toBeLessThanOrEqual(6_000)
})
