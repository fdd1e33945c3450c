import { orders } from '@stack/shop/testing'
import { expect, test } from 'vitest'
import { reconcile } from './reconcile.ts'
import { billOf, day, nextMorning, paidLine, reconcileServices } from './sample-bills.ts'

const { payment } = orders.paid
const onlyHere = { ...orders.paid, _id: 'WM0ONLYHERE', payment: payment && { ...payment, transactionId: '4209' } }
const lines = [
  { ...paidLine, amountFen: 4461 },
  { ...paidLine, outTradeNo: 'WM0ONLYTHERE', transactionId: '4201' },
  ...Array.from({ length: 150 }, (_, n) => ({ ...paidLine, appId: 'wx0000000000000000', transactionId: `43${n}` })),
]

class Killed extends Error {}

/** Runs until the day is done; the write with this number kills the run that does it, before or after it happened. */
async function runWith(killed: number, when: 'before' | 'after') {
  const services = reconcileServices({ orders: [orders.paid, onlyHere], bills: { [day]: billOf(lines) } })
  const { discrepancies, reconciliations } = services.store
  let writes = 0
  const risky = <Arguments extends unknown[], Result>(write: (...args: Arguments) => Promise<Result>) => {
    return async (...args: Arguments): Promise<Result> => {
      writes += 1
      if (writes === killed && when === 'before') throw new Killed()
      const result = await write(...args)
      if (writes === killed) throw new Killed()
      return result
    }
  }
  discrepancies.keep = risky(discrepancies.keep)
  reconciliations.advance = risky(reconciliations.advance)
  let runs = 0
  for (let isDone = false; !isDone && runs < 5; runs += 1) {
    isDone = (await reconcile(services, nextMorning + 58_000)).open.length === 0
  }
  const { version: _, ...progress } = reconciliations.stored.get(day) ?? {}
  return { writes, runs, found: [...discrepancies.stored.values()], progress }
}

const undisturbed = await runWith(0, 'before')
const each = Array.from({ length: undisturbed.writes }, (_, n) => n + 1)

test('nothing fails: one run, three discrepancies', () => {
  expect([undisturbed.runs, undisturbed.found.length]).toStrictEqual([1, 3])
  expect(undisturbed.progress).toMatchObject({ lines: 152, counts: { payments: 2, foreign: 150, discrepancies: 3 } })
  expect(each.length).toBeGreaterThan(10)
})

test.each(['before', 'after'] as const)(
  'killed %s any of its writes, the next run comes to the same end',
  async (when) => {
    for (const killed of each) {
      const { runs, found, progress } = await runWith(killed, when)
      expect({ killed, runs, found, progress }).toStrictEqual({
        ...{ killed, runs: expect.any(Number) },
        ...{ found: undisturbed.found, progress: undisturbed.progress },
      })
      expect(runs).toBeLessThan(4)
    }
  },
)
