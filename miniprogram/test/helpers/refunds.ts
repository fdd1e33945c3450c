import type { OrderView, RefundView, TimelineEntry } from '@stack/contract'
import { makeOrder } from './shop.ts'

export const noon = Date.parse('2026-11-23T12:00:00+08:00')

/** A refund of ¥20.00 that waits for the merchant. */
export function makeRefund(changes: Partial<RefundView> = {}): RefundView {
  return {
    refundId: 'WM1R1',
    amountFen: 2_000,
    reason: '拍错了',
    state: 'waiting',
    requestedBy: 'buyer',
    ofExtraPayment: false,
    requestedAt: noon,
    decidedAt: null,
    rejection: null,
    settledAt: null,
    receivedBy: null,
    ...changes,
  }
}

const given: readonly RefundView['state'][] = ['succeeded', 'settled-manually']
const held: readonly RefundView['state'][] = ['waiting', 'approved', 'refused', 'processing', 'abnormal', ...given]

/** A paid order of ¥128.00 with some refunds, its sums and its time line as the functions would tell them. */
export function makePaid(refunds: RefundView[] = [], changes: Partial<OrderView> = {}): OrderView {
  const sum = (states: readonly RefundView['state'][]) =>
    refunds.filter(({ state }) => states.includes(state)).reduce((total, { amountFen }) => total + amountFen, 0)
  const timeline: TimelineEntry[] = [
    { at: noon - 60_000, type: 'created' },
    { at: noon - 30_000, type: 'paid', amountFen: 12_800 },
    ...refunds.map(({ refundId, amountFen, requestedAt }) => ({
      at: requestedAt,
      type: 'refund-requested' as const,
      refundId,
      amountFen,
    })),
  ]
  return makeOrder({
    state: 'paid',
    createdAt: noon - 60_000,
    expiresAt: noon + 29 * 60_000,
    paidAt: noon - 30_000,
    refunds,
    refundedFen: sum(given),
    refundableFen: 12_800 - sum(held),
    timeline,
    ...changes,
  })
}
