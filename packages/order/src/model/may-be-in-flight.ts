import { limits } from './limits.ts'
import type { Order, Refund } from './order.ts'

/** Says whether a refused refund was sent so recently that an earlier sending may still reach the gateway. */
export function mayBeInFlight({ lastSend }: Order, { refundId, state }: Refund, now: number): boolean {
  if (state !== 'refused' || lastSend?.refundId !== refundId) return false
  const since = now - lastSend.at
  // A clock set back must not hold a refund for ever.
  return since > -limits.clockLeadMs && since < limits.refundInFlightMs
}
