import type { GatewayRefundState, RefundState } from './order.ts'

type NextStates = Partial<Record<GatewayRefundState, RefundState>>

const anything: NextStates = {
  processing: 'processing',
  succeeded: 'succeeded',
  'returned-to-merchant': 'returned-to-merchant',
  abnormal: 'abnormal',
  closed: 'closed',
}

/** The state of a refund after WeChat reports one, by the state before. A report without an entry changes nothing. */
export const stateAfterReport: Record<RefundState, NextStates> = {
  // WeChat cannot have heard of these.
  waiting: {},
  withdrawn: {},
  rejected: {},
  approved: anything,
  refused: anything,
  processing: anything,
  succeeded: {},
  'returned-to-merchant': { succeeded: 'succeeded' },
  // The merchant sends the money elsewhere at WeChat's platform: the refund goes on from there.
  abnormal: anything,
  closed: { succeeded: 'succeeded', 'returned-to-merchant': 'returned-to-merchant' },
  abandoned: {
    processing: 'processing',
    succeeded: 'succeeded',
    'returned-to-merchant': 'returned-to-merchant',
    abnormal: 'abnormal',
  },
  // Only money that reaches the buyer as well changes what a merchant settled.
  'settled-manually': {
    processing: 'settled-manually',
    succeeded: 'refunded-twice',
    'returned-to-merchant': 'settled-manually',
    abnormal: 'settled-manually',
    closed: 'settled-manually',
  },
  'refunded-twice': {},
}

const unsent: ReadonlySet<RefundState> = new Set(['waiting', 'withdrawn', 'rejected'])

/** Says whether a refund was never sent, so that WeChat cannot have heard of it. */
export function isUnsent(state: RefundState): boolean {
  return unsent.has(state)
}
