import type { GatewayRefundState, Refund, RefundState } from '@stack/order'

/** State of a refund that the gateway reported last; `none` when it was never recorded to have one. */
type Known = GatewayRefundState | 'none'

const neverAccepted: ReadonlySet<RefundState> = new Set(['waiting', 'withdrawn', 'rejected', 'refused'])

/** Which last reports cannot be true of a refund that the bill has in that state: what comes later is no discrepancy. */
const excluded: Record<string, readonly Known[]> = {
  PROCESSING: ['none'],
  SUCCESS: ['none', 'abnormal', 'closed'],
  // After CHANGE the money may reach the buyer by another way yet.
  CHANGE: ['none'],
  REFUNDCLOSE: ['succeeded', 'returned-to-merchant'],
  FAIL: ['succeeded', 'returned-to-merchant'],
}

/** Says whether the bill's word for a refund and what is recorded of it can both be true. Other words say no more than its presence. */
export function areCompatible(
  billed: string,
  { state, gatewayState }: Pick<Refund, 'state' | 'gatewayState'>,
): boolean {
  if (neverAccepted.has(state)) return false
  // It is about to be sent, or was just now: anything may be true.
  if (state === 'approved') return true
  return !(excluded[billed] ?? ['none']).includes(gatewayState ?? 'none')
}
