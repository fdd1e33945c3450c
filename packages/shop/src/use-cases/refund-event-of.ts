import type { LogEvent } from '@stack/cloud-function'
import type { RefundState } from '@stack/order'

/** Returns the log event of a refund that came into a state, `refund.returned_to_merchant`. */
export function refundEventOf(state: RefundState): LogEvent {
  return `refund.${state.replaceAll('-', '_')}`
}
