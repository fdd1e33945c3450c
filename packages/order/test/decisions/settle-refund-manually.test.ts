import { describe, expect, test } from 'vitest'
import {
  abandonRefund,
  claimRefundSend,
  fen,
  overRefundedFen,
  recordRefundAccepted,
  recordRefundRefused,
  refundableFen,
  refundedFen,
  settleRefund,
  settleRefundManually,
  startRefund,
} from '../../src/index.ts'
import { agreed, buyer, merchant, minute, paid, told, total } from '../helpers/orders.ts'
import {
  acceptance,
  approval,
  asked,
  decision,
  end,
  fact,
  refundId,
  refusal,
  wish,
  withRefund,
} from '../helpers/refunds.ts'

const { approved, refused, processing, abnormal, closed, succeeded, 'returned-to-merchant': returned } = withRefund
const later = asked + 5 * minute
const sentAndRefused = agreed(recordRefundRefused(agreed(claimRefundSend(approved, refundId, asked)), refusal, asked))
const started = { ...wish, requestId: 'again', by: merchant }

describe('settleRefundManually, a decision', () => {
  test.each([
    ['refused', refused],
    ['abnormal', abnormal],
    ['closed', closed],
    ['returned-to-merchant', returned],
  ])('after %s counts the amount as refunded and keeps who settled it, and how', (_, before) => {
    const order = agreed(settleRefundManually(before, { ...decision, by: 'oSecond' }, later))
    expect(order.refunds).toMatchObject([
      { state: 'settled-manually', ended: { by: 'oSecond', at: later, note: '已转账' } },
    ])
    expect([refundedFen(order), refundableFen(order)]).toStrictEqual([wish.amountFen, total - wish.amountFen])
  })

  test('is refused on the own order, for a sending that may be in flight, and for what is no task', () => {
    expect(told(refused, settleRefundManually(refused, { ...decision, by: buyer }, later))).toBe('own_order')
    expect(told(sentAndRefused, settleRefundManually(sentAndRefused, decision, asked + minute - 1))).toBe('too_soon')
    for (const order of [approved, processing, succeeded, withRefund.waiting, withRefund.abandoned]) {
      expect(told(order, settleRefundManually(order, decision, later))).toBe('not_refused')
    }
    expect(told(paid, settleRefundManually(paid, decision, later))).toBe('refund_not_found')
  })

  test('after REFUNDCLOSE is refused once the amount was requested again', () => {
    const rest = fen(total - wish.amountFen + 1)
    const again = agreed(startRefund(closed, { ...started, amountFen: rest }, later))
    expect(told(again, settleRefundManually(again, decision, later))).toBe('over_refundable')
    const less = agreed(startRefund(closed, { ...started, amountFen: fen(rest - 1) }, later))
    expect(told(less, settleRefundManually(less, decision, later))).toBe('refund-settled-manually')
  })

  test('after an abandoned refund came back as CHANGE is refused once its amount was requested again', () => {
    const abandoned = agreed(abandonRefund(refused, approval, later))
    const again = agreed(startRefund(abandoned, { ...started, amountFen: total }, later))
    const back = agreed(settleRefund(again, end('abnormal'), later))
    expect(told(back, settleRefundManually(back, decision, later))).toBe('over_refundable')
  })
})

describe('settleRefundManually, a fact', () => {
  test.each([
    'waiting',
    'withdrawn',
    'rejected',
    'approved',
    'refused',
    'processing',
    'abnormal',
    'closed',
    'abandoned',
  ] as const)('of a refund in %s is recorded', (state) => {
    const order = agreed(settleRefundManually(withRefund[state], fact, later))
    expect(order.refunds).toMatchObject([{ state: 'settled-manually', ended: { note: '已转账' } }])
    expect(refundedFen(order)).toBe(wish.amountFen)
  })

  test('of money that WeChat has brought already is refunded-twice', () => {
    const order = agreed(settleRefundManually(succeeded, fact, later))
    expect(order.refunds).toMatchObject([
      { state: 'refunded-twice', ended: { note: '已转账' }, receivedBy: '支付用户零钱' },
    ])
    expect(refundedFen(order)).toBe(2 * wish.amountFen)
  })

  test('is recorded even beyond what was paid, as over-refunded', () => {
    const abandoned = agreed(abandonRefund(refused, approval, later))
    const again = agreed(startRefund(abandoned, { ...started, amountFen: total }, later))
    const all = agreed(settleRefund(again, end('succeeded', { refundId: 'WM1R2', amountFen: total }), later))
    const order = agreed(settleRefundManually(all, fact, later))
    expect(overRefundedFen(order)).toBe(wish.amountFen)
  })

  test('keeps a refund from being sent', () => {
    const order = agreed(settleRefundManually(approved, fact, later))
    expect(told(order, claimRefundSend(order, refundId, later))).toBe('not_approved')
  })
})

describe('what WeChat reports of a refund that was settled manually', () => {
  const settled = agreed(settleRefundManually(abnormal, decision, later))

  test('SUCCESS for the buyer makes it refunded-twice: nothing that was said is lost', () => {
    const order = agreed(settleRefund(settled, end('succeeded'), later))
    expect(order.refunds).toMatchObject([
      { state: 'refunded-twice', ended: { note: '已转账' }, receivedBy: '支付用户零钱', resolution: null },
    ])
  })

  test.each([
    ['PROCESSING', agreed(recordRefundAccepted(settled, acceptance, later)), 'processing'],
    ['REFUNDCLOSE', agreed(settleRefund(settled, end('closed'), later)), 'closed'],
    [
      'SUCCESS into the merchant’s account',
      agreed(settleRefund(settled, end('returned-to-merchant'), later)),
      'returned-to-merchant',
    ],
  ])('%s leaves it settled, and is kept', (_, order, gatewayState) => {
    expect(order.refunds).toMatchObject([{ state: 'settled-manually', gatewayState }])
    expect(refundedFen(order)).toBe(wish.amountFen)
  })
})
