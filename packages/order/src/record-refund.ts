import { changed, type Decision, unchanged } from './decision.ts'
import type { Fen } from './money.ts'
import type { Order } from './order.ts'
import { findRefund, isSent } from './refunds.ts'

/** In order of precedence. */
export type RecordRefundRefusal = 'refund_not_found' | 'not_approved' | 'amount_mismatch'

/** Books that the gateway accepted a refund. An answer that comes late moves nothing back. */
export function recordRefundAccepted(
  order: Order,
  { refundId, gatewayRefundId }: { refundId: string; gatewayRefundId: string },
  now: number,
): Decision<RecordRefundRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (!isSent(refund)) return { ok: false, refused: 'not_approved' }
  if (refund.state !== 'approved' && refund.state !== 'refused') return unchanged(order)
  return changed(order, now, { type: 'refund-accepted', at: now, refundId, gatewayRefundId })
}

/** Books that the gateway refused a refund for certain. The amount stays reserved: a merchant repeats it or settles it. */
export function recordRefundRefused(
  order: Order,
  { refundId, code, message }: { refundId: string; code: string; message: string },
  now: number,
): Decision<RecordRefundRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (!isSent(refund)) return { ok: false, refused: 'not_approved' }
  if (refund.state !== 'approved') return unchanged(order)
  return changed(order, now, { type: 'refund-refused', at: now, refundId, code, message })
}

export interface SettledRefund {
  refundId: string
  state: 'succeeded' | 'abnormal' | 'closed'
  amountFen: Fen
  gatewayRefundId: string
  settledAt: number | null
  receivedBy: string | null
}

/**
 * Books how a refund ended, as refundquery says. One that ended without the money arriving may still succeed: then the
 * books say so. Nothing else leaves its end.
 */
export function settleRefund(order: Order, settled: SettledRefund, now: number): Decision<RecordRefundRefusal> {
  const { amountFen, ...end } = settled
  const refund = findRefund(order, settled.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  switch (refund.state) {
    case 'waiting':
    case 'withdrawn':
    case 'rejected':
      return { ok: false, refused: 'not_approved' }
    case 'succeeded':
      return unchanged(order)
    case 'closed':
    case 'abnormal':
      if (settled.state !== 'succeeded') return unchanged(order)
      break
    case 'approved':
    case 'refused':
    case 'processing':
      break
  }
  if (refund.amountFen !== amountFen) return { ok: false, refused: 'amount_mismatch' }
  return changed(order, now, { type: 'refund-settled', at: now, ...end })
}
