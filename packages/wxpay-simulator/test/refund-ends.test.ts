import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RefundEnd } from '../src/core/end-refund.ts'
import { InputError } from '../src/core/input-error.ts'
import { openTestCore } from './_core.ts'

const asked = { out_refund_no: 'R1' }

/** A paid order of 88 fen with a refund of 40 that ended in CHANGE. */
function openChanged(settings = {}) {
  const bench = openTestCore({ settings: { refundDelayMs: 1000, ...settings } })
  bench.paidOrder('ORDER-1')
  bench.core.world.plannedOutcomes.push('CHANGE')
  bench.refund('ORDER-1', 'R1', 40, { notify_url: 'https://example.com/refund' })
  bench.time.now += 1000
  const query = () => bench.call('/pay/refundquery', asked)
  expect(query()).toMatchObject({ refund_status_0: 'CHANGE' })
  return { ...bench, query }
}

describe('after CHANGE a merchant sends the money elsewhere at the platform', () => {
  test.each<[end: RefundEnd, state: object, accounts: object]>([
    ['SUCCESS', { refund_status_0: 'SUCCESS', refund_recv_accout_0: '支付用户的零钱' }, { buyers: -48, refunding: 0 }],
    [
      'SUCCESS_TO_MERCHANT',
      { refund_status_0: 'SUCCESS', refund_recv_accout_0: '商户基本账户' },
      { buyers: -88, refunding: 0 },
    ],
    ['PROCESSING', { refund_status_0: 'PROCESSING' }, { buyers: -88, refunding: 40 }],
    ['REFUNDCLOSE', { refund_status_0: 'REFUNDCLOSE' }, { buyers: -88, refunding: 0 }],
  ])('%s', (end, state, accounts) => {
    const { core, query } = openChanged()
    core.endRefund('R1', end)
    expect(query()).toMatchObject(state)
    expect(core.world.ledger.balances()).toMatchObject(accounts)
    const notified = core.world.outbox.all().filter(({ kind }) => kind === 'refund')
    expect(notified).toHaveLength(end === 'PROCESSING' ? 1 : 2)
  })

  test('PROCESSING succeeds after the usual delay', () => {
    const { core, query, time } = openChanged()
    core.endRefund('R1', 'PROCESSING')
    time.now += 1000
    expect(query()).toMatchObject({ refund_status_0: 'SUCCESS' })
  })
})

describe('SUCCESS into the merchant’s account', () => {
  test('is used up: it can be planned, is told by query and notification, and cannot be refunded again', () => {
    const { core, call, paidOrder, refund, time } = openTestCore({ settings: { refundDelayMs: 0 } })
    paidOrder('ORDER-1')
    core.world.plannedOutcomes.push('SUCCESS_TO_MERCHANT')
    refund('ORDER-1', 'R1', 88)
    time.now += 1
    expect(call('/pay/refundquery', asked)).toMatchObject({
      refund_status_0: 'SUCCESS',
      refund_recv_accout_0: '商户基本账户',
    })
    expect(refund('ORDER-1', 'R2', 1)).toMatchObject({ err_code_des: '订单已全额退款' })
  })
})

describe('a refund at the platform', () => {
  test('is in refundquery and in the totals, and is notified only where the platform knows an address', () => {
    const { core, call, paidOrder, refund, time } = openTestCore({ settings: { refundDelayMs: 0 } })
    paidOrder('ORDER-1')
    const made = core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen: 80 })
    expect(made).toMatchObject({
      source: 'VENDOR_PLATFORM',
      refundFen: 80,
      outRefundNo: expect.stringMatching(/^\d{29}$/),
    })
    time.now += 1
    expect(call('/pay/refundquery', { out_trade_no: 'ORDER-1' })).toMatchObject({
      ...{ out_refund_no_0: made.outRefundNo, refund_fee_0: '80', refund_status_0: 'SUCCESS' },
    })
    expect(refund('ORDER-1', 'R1', 9)).toMatchObject({ err_code_des: '可退款的余额不足' })
    expect(core.world.outbox.all().filter(({ kind }) => kind === 'refund')).toEqual([])
    core.changeSettings({ platformNotifyUrl: 'https://example.com/platform' })
    core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen: 8, outRefundNo: 'BYHAND-1' })
    time.now += 1
    call('/pay/refundquery', { out_trade_no: 'ORDER-1' })
    expect(core.world.outbox.all().filter(({ kind }) => kind === 'refund')).toMatchObject([
      { url: 'https://example.com/platform', outRefundNo: 'BYHAND-1' },
    ])
  })

  test.each([
    ['more than is left', 'ORDER-1', 89, undefined, 'ERROR: 可退款的余额不足'],
    ['no such order', 'ORDER-2', 1, undefined, 'there is no paid order ORDER-2'],
    ['a number with a blank', 'ORDER-1', 1, 'a b', 'not a refund number'],
    ['a number that is taken', 'ORDER-1', 1, 'R1', 'refund R1 is there already'],
  ])('is refused: %s', (_what, outTradeNo, refundFen, outRefundNo, message) => {
    const { core, paidOrder, refund } = openTestCore()
    paidOrder('ORDER-1')
    refund('ORDER-1', 'R1', 1)
    const number = outRefundNo === undefined ? {} : { outRefundNo }
    expect(() => core.refundAtPlatform({ outTradeNo, refundFen, ...number })).toThrow(message)
  })
})

describe('SUCCESS after REFUNDCLOSE is a misbehaviour', () => {
  const close = (settings = {}) => {
    const bench = openChanged(settings)
    bench.core.endRefund('R1', 'REFUNDCLOSE')
    return bench
  }

  test('off by default', () => {
    expect(() => close().core.endRefund('R1', 'SUCCESS')).toThrow('closedRefundsMaySucceed')
  })

  test('a setting allows it, never beyond what was paid', () => {
    const { core, query, refund } = close({ closedRefundsMaySucceed: true })
    refund('ORDER-1', 'R2', 49)
    expect(() => core.endRefund('R1', 'SUCCESS')).toThrow('would pay out more than was paid')
    const other = close({ closedRefundsMaySucceed: true })
    other.core.endRefund('R1', 'SUCCESS')
    expect(other.query()).toMatchObject({ refund_status_0: 'SUCCESS' })
    expect(query()).toMatchObject({ refund_status_0: 'REFUNDCLOSE' })
  })
})

test('whatever control asks, an order pays out no more than was paid, and the books balance', () => {
  const ends: RefundEnd[] = ['SUCCESS', 'SUCCESS_TO_MERCHANT', 'PROCESSING', 'CHANGE', 'REFUNDCLOSE']
  const step = fc.oneof(
    fc.record({ kind: fc.constant('api' as const), fen: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ kind: fc.constant('platform' as const), fen: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ kind: fc.constant('end' as const), n: fc.nat(6), end: fc.constantFrom(...ends) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { core, paidOrder, refund, time } = openTestCore({
        settings: { closedRefundsMaySucceed: true, refundDelayMs: 0 },
      })
      paidOrder('ORDER-1')
      core.world.ledger.book({
        at: time.now,
        kind: 'top-up',
        outTradeNo: null,
        outRefundNo: null,
        amounts: { outside: -500, merchant: 500 },
      })
      for (const [n, one] of steps.entries()) {
        time.now += 1
        try {
          if (one.kind === 'api') refund('ORDER-1', `R${n}`, one.fen)
          else if (one.kind === 'platform') core.refundAtPlatform({ outTradeNo: 'ORDER-1', refundFen: one.fen })
          else core.endRefund(core.world.refunds.all()[one.n]?.outRefundNo ?? 'none', one.end)
        } catch (error) {
          if (!(error instanceof InputError)) throw error
        }
        const { buyers = 0, refunding = 0 } = core.world.ledger.balances()
        expect(88 + buyers).toBeLessThanOrEqual(88)
        expect(buyers).toBeLessThanOrEqual(0)
        expect(refunding).toBeGreaterThanOrEqual(0)
        expect(core.world.refunds.totals('ORDER-1').refundedFen).toBeLessThanOrEqual(88)
      }
    }),
    { numRuns: 200 },
  )
})
