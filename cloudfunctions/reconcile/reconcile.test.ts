import type { Order } from '@stack/order'
import type { Bill, BillLine } from '@stack/shop'
import { orders, refundIn } from '@stack/shop/testing'
import { describe, expect, test } from 'vitest'
import { reconcile } from './reconcile.ts'
import { billOf, type Downloaded, day, nextMorning, paidLine, reconcileServices, refundLine } from './sample-bills.ts'

type Given = Parameters<typeof reconcileServices>[0]
const late = nextMorning + 58_000

/** One run; what it says of the sample's day, the discrepancies, and what it counted. */
async function run(given: Given) {
  const services = reconcileServices(given)
  const result = await reconcile(services, services.now() + 58_000)
  const { discrepancies, reconciliations } = services.store
  return {
    services,
    isDone: result.done.includes(day),
    found: [...discrepancies.stored.keys()],
    progress: reconciliations.stored.get(day),
  }
}

test('both say the same', async () => {
  const { isDone, found, progress, services } = await run({
    orders: [refundIn('succeeded')],
    bills: { [day]: billOf([paidLine, refundLine]) },
  })
  expect([isDone, found]).toStrictEqual([true, []])
  expect(progress).toMatchObject({
    finishedAt: nextMorning,
    lines: 2,
    counts: { payments: 1, paidFen: 4460, refunds: 1, refundedFen: 1000, fee: 21_000, foreign: 0, discrepancies: 0 },
  })
  expect(services.logged.at(-1)).toMatchObject({ level: 'info', message: 'a day is reconciled' })
})

test('both ways at once: each discrepancy is kept once, however often the day is gone through', async () => {
  const here = {
    ...orders.paid,
    _id: 'WM0ONLYHERE',
    payment: orders.paid.payment && { ...orders.paid.payment, transactionId: '4209' },
  }
  const there = { ...paidLine, outTradeNo: 'WM0ONLYTHERE', transactionId: '4201' }
  const { services, found, progress } = await run({
    orders: [orders.paid, here],
    bills: { [day]: billOf([{ ...paidLine, amountFen: 4461 }, there]) },
  })
  const expected = [
    `payment-amount-${paidLine.transactionId}`,
    'payment-missing-locally-4201',
    'payment-missing-in-bill-4209',
  ]
  expect(found).toStrictEqual(expected)
  expect(progress?.counts.discrepancies).toBe(3)
  services.store.reconciliations.stored.clear()
  await services.store.discrepancies.resolve('payment-missing-locally-4201', {
    ...{ resolvedAt: late, resolvedBy: 'oMerchant', resolution: 'noted', note: '已核对' },
  })
  await reconcile(services, late)
  expect([...services.store.discrepancies.stored.keys()]).toStrictEqual(expected)
  expect(services.store.discrepancies.stored.get('payment-missing-locally-4201')?.state).toBe('resolved')
})

test('lines of another app, or of another shop under the same merchant number, are counted and left alone', async () => {
  const foreign = [
    { ...paidLine, appId: 'wx0000000000000000' },
    { ...paidLine, outTradeNo: 'XY0SAMPLE1' },
    { ...refundLine, outTradeNo: '20260115', refundId: 'R1' },
  ]
  const { found, progress } = await run({ bills: { [day]: billOf(foreign) } })
  expect(found).toStrictEqual([])
  expect(progress?.counts).toMatchObject({ foreign: 3, payments: 0, refunds: 0, fee: 0 })
})

test('no bill, a day later: no trade that day, so nothing must be here either', async () => {
  const aDayLater = nextMorning + 24 * 3_600_000
  const nothing = await run({ now: aDayLater, orders: [orders.prepaid] })
  expect([nothing.isDone, nothing.found]).toStrictEqual([true, []])
  const something = await run({ now: aDayLater, orders: [orders.paid] })
  expect([something.isDone, something.found]).toStrictEqual([
    true,
    [`payment-missing-in-bill-${paidLine.transactionId}`],
  ])
})

describe('what leaves the day open for the next tick', () => {
  test.each<[what: string, answer: Downloaded | Bill, level: string, fields: object]>([
    // Our clock may be a day ahead, or the answer too early.
    ['no bill on the first day', { kind: 'no_bill' }, 'info', { day }],
    ['the bill is being made', { kind: 'creating' }, 'info', { day }],
    ['a wrong row of totals', { kind: 'open', code: 'BILL_SUM_MISMATCH' }, 'error', { day, code: 'BILL_SUM_MISMATCH' }],
    ['a time-out', { kind: 'open', code: 'READ_TIMEOUT' }, 'error', { day, code: 'READ_TIMEOUT' }],
    ['no permission', { kind: 'refused', code: 'BILL_API_CLOSED', message: '' }, 'error', { code: 'BILL_API_CLOSED' }],
    ['a form that nobody knows', billOf(Array(101).fill({ unreadable: '?' })), 'error', { day, unreadable: 101 }],
  ])('%s', async (_what, answer, level, fields) => {
    const { isDone, found, progress, services } = await run({ orders: [orders.paid], bills: { [day]: answer } })
    expect([isDone, found, progress]).toStrictEqual([false, [], undefined])
    expect(services.logged).toContainEqual(expect.objectContaining({ level, fields: expect.objectContaining(fields) }))
  })

  test('another day goes on', async () => {
    const services = reconcileServices({ bills: { '2026-01-13': { kind: 'open', code: 'READ_TIMEOUT' } } })
    expect(await reconcile(services, late)).toStrictEqual({
      done: ['2026-01-09', '2026-01-10', '2026-01-11', '2026-01-12', '2026-01-14'],
      open: ['2026-01-13', '2026-01-15'],
    })
    expect(await reconcile(services, late)).toStrictEqual({ done: [], open: ['2026-01-13', '2026-01-15'] })
  })

  test('a database that is away for one day', async () => {
    const services = reconcileServices({ orders: [orders.paid], bills: { [day]: billOf([paidLine]) } })
    services.store.listByDay = async (wanted) =>
      wanted === day ? Promise.reject(new Error('the database is away')) : []
    expect((await reconcile(services, late)).open).toStrictEqual([day])
    expect(services.logged).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'reconciling a day failed' }),
    )
  })
})

/** `count` paid orders with their lines. */
function shopping(count: number): { orders: Order[]; lines: BillLine[] } {
  const numbers = Array.from({ length: count }, (_, n) => String(n).padStart(6, '0'))
  const payment = orders.paid.payment
  return {
    orders: numbers.map((n) => ({
      ...orders.paid,
      _id: `WM0${n}`,
      payment: payment && { ...payment, transactionId: `42${n}` },
    })),
    lines: numbers.map((n) => ({ ...paidLine, outTradeNo: `WM0${n}`, transactionId: `42${n}` })),
  }
}

describe('a bill that is longer than a run', () => {
  const many = shopping(350)
  const without = many.lines.toSpliced(120, 1)

  /** A clock that moves on by a second with every look. */
  const ticking = () => {
    let now = nextMorning
    return () => {
      now += 1_000
      return now
    }
  }

  test('goes on where it stopped, and counts nothing twice', async () => {
    const services = reconcileServices({ now: ticking(), orders: many.orders, bills: { [day]: billOf(without) } })
    const steps: unknown[] = []
    for (let isDone = false; !isDone; ) {
      const { done } = await reconcile(services, services.now() + 12_000)
      isDone = done.includes(day)
      const { lines, after } = services.store.reconciliations.stored.get(day) ?? {}
      steps.push([lines, after])
    }
    expect(steps.length).toBeGreaterThan(3)
    expect(steps.at(-1)).toStrictEqual([349, 'WM0000349'])
    expect(services.store.reconciliations.stored.get(day)?.counts).toMatchObject({ payments: 349, paidFen: 349 * 4460 })
    expect([...services.store.discrepancies.stored.keys()]).toStrictEqual(['payment-missing-in-bill-42000120'])
  })

  test('begins again when WeChat hands out another bill', async () => {
    const bills: Record<string, Bill> = { [day]: billOf(without) }
    const services = reconcileServices({ now: ticking(), orders: many.orders, bills })
    while ((services.store.reconciliations.stored.get(day)?.lines ?? 0) < 100) {
      await reconcile(services, services.now() + 5_000)
    }
    expect(services.store.reconciliations.stored.get(day)?.lines).toBe(100)
    bills[day] = billOf(many.lines)
    while (services.store.reconciliations.stored.get(day)?.finishedAt === null) {
      await reconcile(services, services.now() + 60_000)
    }
    expect(services.store.reconciliations.stored.get(day)?.counts).toMatchObject({ payments: 350, discrepancies: 0 })
    expect(services.store.discrepancies.stored.size).toBe(0)
  })

  test('two runs at once: one goes on, the same discrepancies, nothing counted twice', async () => {
    const services = reconcileServices({ orders: many.orders, bills: { [day]: billOf(without) } })
    const results = await Promise.all([reconcile(services, late), reconcile(services, late)])
    expect(results.filter(({ done }) => done.includes(day))).toHaveLength(1)
    expect(services.store.reconciliations.stored.get(day)?.counts).toMatchObject({ payments: 349, discrepancies: 1 })
    expect([...services.store.discrepancies.stored.keys()]).toStrictEqual(['payment-missing-in-bill-42000120'])
  })
})

describe('one bad item never stops the rest', () => {
  const { orders: stored, lines } = shopping(3)
  const poisoned = { ...stored[1], extraPayments: 7, refunds: null } as unknown as Order
  const [first, , last] = stored as [Order, Order, Order]

  test('an order that is none, in both directions', async () => {
    const services = reconcileServices({ orders: [first, last], bills: { [day]: billOf(lines.slice(0, 2)) } })
    services.store.findAll = async () => [first, poisoned, last]
    services.store.listByDay = async (wanted, { after }) =>
      wanted === day && after === null ? [first, poisoned, last] : []
    await reconcile(services, late)
    expect([...services.store.discrepancies.stored.keys()]).toStrictEqual(['payment-missing-in-bill-42000002'])
    expect(services.store.reconciliations.stored.get(day)).toMatchObject({
      finishedAt: nextMorning,
      counts: { unreadable: 2, payments: 2 },
    })
  })

  test('a line that cannot be read', async () => {
    const { found, progress, services } = await run({
      orders: stored,
      bills: { [day]: billOf([{ unreadable: 'line 2 of the bill has 28 fields' }, ...lines.slice(1)]) },
    })
    expect(found).toStrictEqual(['payment-missing-in-bill-42000000'])
    expect(progress?.counts).toMatchObject({ unreadable: 1, payments: 2 })
    expect(services.logged).toContainEqual(
      expect.objectContaining({ level: 'error', fields: { day, reason: 'line 2 of the bill has 28 fields' } }),
    )
  })
})

describe('a refund around midnight, WeChat’s clock and ours apart', () => {
  const midnight = Date.parse('2026-01-16T00:00:00+08:00')
  const nextDay = '2026-01-16'
  const later = nextMorning + 48 * 3_600_000

  /** The sample refund, heard to be accepted at a moment by our clock, in these bills. */
  async function around(acceptedAt: number, bills: Record<string, Bill | Downloaded>) {
    const order = refundIn('processing')
    const accepted = {
      ...order,
      refunds: order.refunds.map((refund) => ({ ...refund, acceptedAt })),
      history: order.history.map((event) =>
        event.type === 'refund-approved' ? { ...event, at: acceptedAt - 1_000 } : event,
      ),
    }
    const services = reconcileServices({ now: later, orders: [accepted], bills })
    const { open } = await reconcile(services, later + 58_000)
    // The newest day has no bill here, and waits for the next one.
    const left = open.filter((one) => one !== '2026-01-17').map((one) => `open ${one}`)
    return [...services.store.discrepancies.stored.keys(), ...left]
  }
  const withRefund = { [day]: billOf([paidLine, refundLine]) }
  const nextWith = { [day]: billOf([paidLine]), [nextDay]: billOf([refundLine]) }
  const nowhere = { [day]: billOf([paidLine]), [nextDay]: billOf([]) }
  const missing = [`refund-missing-in-bill-${refundLine.refundId}`]

  test.each<[ours: string, offsetMs: number, bills: Record<string, Bill | Downloaded>, found: string[]]>([
    ['before', -60_000, withRefund, []],
    ['before', -60_000, nextWith, []],
    ['after', 60_000, withRefund, []],
    ['after', 60_000, nextWith, []],
    ['before', -60_000, nowhere, missing],
    ['after', 60_000, nowhere, missing],
    ['far before', -3_600_000, withRefund, []],
    ['far before', -3_600_000, nowhere, missing],
    // Then it stays open until the other bill is there.
    ['after', 60_000, { ...nowhere, [day]: { kind: 'creating' } }, [`open ${day}`, `open ${nextDay}`]],
  ])('%s midnight by our clock (%d ms)', async (_ours, offsetMs, bills, found) => {
    expect(await around(midnight + offsetMs, bills)).toStrictEqual(found)
  })
})

test('before 10:00 nobody asks for yesterday’s bill', async () => {
  const services = reconcileServices({ now: nextMorning - 1, orders: [orders.paid] })
  await reconcile(services, late)
  expect(services.store.reconciliations.stored.has(day)).toBe(false)
  expect(services.store.reconciliations.stored.has('2026-01-13')).toBe(true)
})
