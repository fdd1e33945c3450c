import { openDatabaseFile } from '@stack/emulator-kit/database'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { feeBackOf, feeOf } from '../../src/ledger/fee.ts'
import { type Booking, type BookingKind, openLedger } from '../../src/ledger/ledger.ts'
import { openTestCore } from '../helpers/core.ts'

describe('feeOf(total, 6 ‰)', () => {
  test.each([
    [1, 0],
    [83, 0],
    [84, 1],
    [88, 1],
    [250, 2], // 1.5 fen: half up
    [10_000, 60],
    [100_000_000_00, 60_000_000],
  ])('%i → %i', (totalFen, feeFen) => {
    expect(feeOf(totalFen, 6)).toBe(feeFen)
  })
})

describe('feeBackOf', () => {
  test('is exact where the product is beyond 2^53', () => {
    const order = { totalFen: 9_999_999_999, feeFen: 9_999_999_999, refundedBeforeFen: 0, feeBackBeforeFen: 0 }
    expect(feeBackOf({ ...order, refundFen: 9_999_999_998 })).toBe(9_999_999_998)
  })

  test('rounds on the sum: thirds of a fee of 10 come back as 3, 4, 3', () => {
    const parts: number[] = []
    for (const refundedBeforeFen of [0, 500, 1000]) {
      const feeBackBeforeFen = parts.reduce((sum, part) => sum + part, 0)
      parts.push(feeBackOf({ totalFen: 1500, feeFen: 10, refundedBeforeFen, feeBackBeforeFen, refundFen: 500 }))
    }
    expect(parts).toEqual([3, 4, 3])
  })
})

describe('book', () => {
  test.each([
    ['amounts that do not add up', { buyers: -88, merchant: 87 }],
    ['parts of a fen', { buyers: -0.5, merchant: 0.5 }],
  ])('refuses %s', (_, amounts) => {
    const db = openDatabaseFile(':memory:')
    onTestFinished(() => db.close())
    const ledger = openLedger(db)
    expect(() => ledger.book({ at: 0, kind: 'payment', outTradeNo: 'A', outRefundNo: null, amounts })).toThrow(
      '[wxpay-simulator] booking does not balance',
    )
    expect(ledger.entries()).toEqual([])
  })
})

const KINDS: BookingKind[] = [
  ...(['payment', 'refund', 'refund-success', 'refund-returned', 'refund-closed', 'refund-reopened'] as const),
]

/** Moves money as a booking of this kind does. */
function amountsOf(kind: BookingKind, fen: number): Booking['amounts'] {
  switch (kind) {
    case 'payment':
      return { buyers: -fen, merchant: fen }
    case 'refund-success':
      return { refunding: -fen, buyers: fen }
    case 'refund-returned':
    case 'refund-closed':
      return { refunding: -fen, merchant: fen }
    default:
      return { merchant: -fen, refunding: fen }
  }
}

test('whatever is booked: no order is refunded beyond what was paid, and a refused booking changes nothing', () => {
  const booking = fc.record({
    ...{ kind: fc.constantFrom(...KINDS), no: fc.constantFrom('A', 'B'), fen: fc.integer({ min: 1, max: 50 }) },
  })
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 30 }), (steps) => {
      const db = openDatabaseFile(':memory:')
      const ledger = openLedger(db)
      for (const { kind, no, fen } of steps) {
        const before = ledger.entries()
        try {
          ledger.book({ at: 0, kind, outTradeNo: no, outRefundNo: 'R', amounts: amountsOf(kind, fen) })
        } catch (error) {
          expect(String(error)).toMatch(/would be (?:refunded|paid out)/)
          expect(ledger.entries()).toEqual(before)
        }
        const received = (account: string) =>
          ledger
            .entries()
            .filter((entry) => entry.outTradeNo === no && entry.account === account)
            .reduce((sum, entry) => sum + entry.amountFen, 0)
        expect(received('buyers') + received('refunding')).toBeLessThanOrEqual(0)
        expect(received('refunding')).toBeGreaterThanOrEqual(0)
      }
      db.close()
    }),
    { numRuns: 100 },
  )
})

const NUMBER = fc.constantFrom('ORDER-1', 'ORDER-2', 'ORDER-3')
const STEP = fc.oneof(
  fc.record({ do: fc.constant('pay' as const), no: NUMBER, fee: fc.integer({ min: 1, max: 5000 }) }),
  fc.record({
    do: fc.constant('refund' as const),
    no: NUMBER,
    refundNo: fc.constantFrom('R1', 'R2', 'R3', 'R4', 'R5', 'R6'),
    fee: fc.integer({ min: 1, max: 3000 }),
  }),
  fc.record({ do: fc.constant('plan' as const), outcome: fc.constantFrom('SUCCESS', 'CHANGE', 'REFUNDCLOSE') }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(5000) }),
)

type Bench = ReturnType<typeof openTestCore>

const STEPS: Record<'pay' | 'refund' | 'plan' | 'wait', (bench: Bench, step: never) => unknown> = {
  pay: ({ core, order, paidOrder }, { no, fee }: { no: string; fee: number }) =>
    core.world.orders.find(no) === undefined ? paidOrder(no, { total_fee: String(fee) }) : order(no),
  refund: ({ core, refund }, { no, refundNo, fee }: { no: string; refundNo: string; fee: number }) =>
    refund(no, refundNo, fee, { total_fee: String(core.world.orders.find(no)?.totalFen ?? 1) }),
  plan: ({ core }, { outcome }: { outcome: 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE' }) =>
    core.world.plannedOutcomes.push(outcome),
  wait: ({ core, time }, { ms }: { ms: number }) => {
    time.now += ms
    return core.runDue(time.now)
  },
}

function expectSoundBooks({ core: { world } }: Bench): void {
  const entries = world.ledger.entries()
  const sumOf = (own: typeof entries) => own.reduce((sum, entry) => sum + entry.amountFen, 0)
  expect(sumOf(entries)).toBe(0)
  for (const [account, balance] of Object.entries(world.ledger.balances())) {
    expect(sumOf(entries.filter((entry) => entry.account === account))).toBe(balance)
  }
  expect(world.ledger.balance('merchant')).toBeGreaterThanOrEqual(0)
  expect(world.ledger.balance('refunding')).toBeGreaterThanOrEqual(0)
  for (const { outTradeNo, totalFen } of world.orders.all()) {
    const totals = world.refunds.totals(outTradeNo)
    const feeFen = world.ledger.feeOfOrder(outTradeNo)
    expect(totals.refundedFen).toBeLessThanOrEqual(totalFen)
    expect(totals.feeBackFen).toBeLessThanOrEqual(feeFen)
    if (totals.refundedFen === totalFen) expect(totals.feeBackFen).toBe(feeFen)
  }
}

test('whatever happens: the order records add up, refunds never exceed payments, a full refund costs no fee', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { maxLength: 40 }), fc.nat(20), async (steps, feeRatePerMille) => {
      const bench = openTestCore({ settings: { feeRatePerMille } })
      for (const step of steps) await STEPS[step.do](bench, step as never)
      expectSoundBooks(bench)
    }),
    { numRuns: 60 },
  )
})
