import type { Refund, RefundState } from './order.ts'

/** Weight of a refund's amount in each sum. */
export interface RefundWeight {
  /** Limits new requests. */
  reserved: 0 | 1 | 2
  /** Decided, and reached the buyer or may still reach him: goods are not handed over for it. */
  committed: 0 | 1 | 2
  /** Reached the buyer, through WeChat or outside it. */
  refunded: 0 | 1 | 2
  /** Counts against what WeChat will still refund; `as-reported`: by what WeChat last reported of it. */
  usedUp: 0 | 1 | 'as-reported'
}

/**
 * The one table that all sums of refunds are made from. What was freed (`closed`, `abandoned`) counts nowhere until WeChat
 * reports a SUCCESS; a request that was rejected or withdrawn was never sent.
 */
export const refundWeights: Record<RefundState, RefundWeight> = {
  waiting: { reserved: 1, committed: 0, refunded: 0, usedUp: 0 },
  withdrawn: { reserved: 0, committed: 0, refunded: 0, usedUp: 0 },
  rejected: { reserved: 0, committed: 0, refunded: 0, usedUp: 0 },
  approved: { reserved: 1, committed: 1, refunded: 0, usedUp: 1 },
  refused: { reserved: 1, committed: 1, refunded: 0, usedUp: 0 },
  processing: { reserved: 1, committed: 1, refunded: 0, usedUp: 1 },
  succeeded: { reserved: 1, committed: 1, refunded: 1, usedUp: 1 },
  abnormal: { reserved: 1, committed: 1, refunded: 0, usedUp: 1 },
  closed: { reserved: 0, committed: 0, refunded: 0, usedUp: 0 },
  'returned-to-merchant': { reserved: 1, committed: 1, refunded: 0, usedUp: 1 },
  abandoned: { reserved: 0, committed: 0, refunded: 0, usedUp: 'as-reported' },
  'settled-manually': { reserved: 1, committed: 1, refunded: 1, usedUp: 'as-reported' },
  'refunded-twice': { reserved: 2, committed: 2, refunded: 2, usedUp: 1 },
}

/** Returns how many times a refund counts against what WeChat will still refund of its payment. */
export function usedUpTimes({ state, gatewayState }: Refund): 0 | 1 {
  const { usedUp } = refundWeights[state]
  if (usedUp !== 'as-reported') return usedUp
  return gatewayState === null || gatewayState === 'closed' ? 0 : 1
}
