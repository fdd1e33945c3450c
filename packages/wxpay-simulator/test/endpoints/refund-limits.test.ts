import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RefundEnd } from '../../src/refunds/end-refund.ts'
import { InputError } from '../../src/shared/input-error.ts'
import type { PlannedOutcome } from '../../src/store/refunds.ts'
import { openTestCore } from '../helpers/core.ts'

type Bench = ReturnType<typeof openTestCore>
type Step = (bench: Bench, n: number) => unknown

const TO_MERCHANT = { outcome: 'SUCCESS', receivedBy: 'merchant' } as const
const PLANS: PlannedOutcome[] = ['SUCCESS', 'CHANGE', 'REFUNDCLOSE', TO_MERCHANT]
const ENDS: RefundEnd[] = [...PLANS, 'PROCESSING']
const FEN = fc.integer({ min: 1, max: 90 })

const STEP: fc.Arbitrary<Step> = fc.oneof(
  FEN.map<Step>(
    (fen) =>
      ({ refund }, n) =>
        refund('ORDER-1', `R${n}`, fen),
  ),
  FEN.map<Step>(
    (refundFen) =>
      ({ core }) =>
        core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen }),
  ),
  fc.constantFrom(...PLANS).map<Step>(
    (plan) =>
      ({ core }) =>
        core.world.plannedOutcomes.push(plan),
  ),
  fc.tuple(fc.nat(6), fc.constantFrom(...ENDS)).map<Step>(
    ([n, end]) =>
      ({ core }) =>
        core.endRefund(core.world.refunds.all()[n]?.outRefundNo ?? 'none', end),
  ),
)

function openPaid(): Bench {
  const bench = openTestCore({ settings: { closedRefundsMaySucceed: true, refundDelayMs: 0 } })
  bench.paidOrder('ORDER-1')
  const amounts = { outside: -500, merchant: 500 }
  bench.core.world.ledger.book({ at: bench.time.now, kind: 'top-up', outTradeNo: null, outRefundNo: null, amounts })
  return bench
}

/** Takes a step; control may refuse it, and nothing else may go wrong. */
function take(step: Step, bench: Bench, n: number): void {
  bench.time.now += 1
  try {
    step(bench, n)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
  }
}

function expectWithinPaid({ core: { world } }: Bench): void {
  const { buyers = 0, refunding = 0 } = world.ledger.balances()
  expect(buyers + refunding).toBeLessThanOrEqual(0)
  expect(refunding).toBeGreaterThanOrEqual(0)
  expect(world.ledger.balance('merchant')).toBeGreaterThanOrEqual(0)
  const refunds = world.refunds.all().filter(({ status }) => status !== 'REFUNDCLOSE')
  expect(refunds.reduce((sum, { refundFen }) => sum + refundFen, 0)).toBeLessThanOrEqual(88)
}

test('whatever the API and control ask, an order of 88 fen refunds no more than that', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 25 }), (steps) => {
      const bench = openPaid()
      for (const [n, step] of steps.entries()) {
        take(step, bench, n)
        expectWithinPaid(bench)
      }
    }),
    { numRuns: 200 },
  )
})
