import { findRefund, type Order, type Refund } from '@stack/order'
import type { Services } from './services.ts'
import { syncRefund } from './sync-refund.ts'

/** Returns where WeChat says the money of a refund is, or why a merchant must not end that refund now. */
export type EndingAnswer =
  /** `unknown`: WeChat has no such refund. */
  | { kind: 'unknown' | 'closed' | 'returned-to-merchant' | 'abnormal' }
  | { kind: 'refused'; refused: 'known_at_gateway' | 'gateway_unreachable' | 'gateway_refused'; detail?: string }

/**
 * Queries WeChat before a merchant ends a refund otherwise than through it, and records the answer: what is still processed
 * or has reached the buyer must not be paid, or freed, a second time.
 */
export async function askBeforeEnding(
  services: Services,
  order: Order,
  refund: Refund,
  deadline: number,
): Promise<EndingAnswer> {
  const { order: told, said } = await syncRefund(services, order, refund, deadline)
  const detail = said.code !== undefined && { detail: said.code }
  switch (said.kind) {
    case 'refund_not_found':
      return { kind: 'unknown' }
    case 'processing':
      return { kind: 'refused', refused: 'known_at_gateway' }
    case 'open':
      return { kind: 'refused', refused: 'gateway_unreachable', ...detail }
    case 'refused':
      return { kind: 'refused', refused: 'gateway_refused', ...detail }
    case 'settled': {
      const state = findRefund(told, refund.refundId)?.state
      return state === 'closed' || state === 'returned-to-merchant' || state === 'abnormal'
        ? { kind: state }
        : { kind: 'refused', refused: 'known_at_gateway' }
    }
  }
}
