import { type Fen, formatYuan } from '../model/money.ts'
import type { GatewayRefundState, Order, Refund } from '../model/order.ts'
import { isUnsent, stateAfterReport } from '../model/refund-reports.ts'
import { findRefund } from '../model/refunds.ts'
import { changed, type Decision, unchanged } from './decision.ts'

/** In order of precedence. */
export type RecordRefundRefusal = 'refund_not_found' | 'not_approved' | 'amount_mismatch'

/** Says whether a report of the gateway changes a refund. */
function changes({ state, gatewayState }: Refund, reported: GatewayRefundState): boolean {
  const next = stateAfterReport[state][reported]
  if (next === undefined || gatewayState !== reported) return next !== undefined
  // A repeated report is nothing new, unless the refund was sent again since.
  return next !== state && state !== 'abandoned'
}

/** Records that the gateway accepted a refund. An answer that comes late moves nothing back. */
export function recordRefundAccepted(
  order: Order,
  { refundId, gatewayRefundId }: { refundId: string; gatewayRefundId: string },
  now: number,
): Decision<RecordRefundRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (isUnsent(refund.state)) return { ok: false, refused: 'not_approved' }
  if (!changes(refund, 'processing')) return unchanged(order)
  return changed(order, now, { type: 'refund-accepted', at: now, refundId, gatewayRefundId })
}

/** Records that the gateway refused a refund for certain. The amount stays reserved: a merchant repeats it or settles it. */
export function recordRefundRefused(
  order: Order,
  { refundId, code, message }: { refundId: string; code: string; message: string },
  now: number,
): Decision<RecordRefundRefusal> {
  const refund = findRefund(order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (isUnsent(refund.state)) return { ok: false, refused: 'not_approved' }
  if (refund.state !== 'approved') return unchanged(order)
  return changed(order, now, { type: 'refund-refused', at: now, refundId, code, message })
}

/** Refund as a refund query reports it; the amount in fen. */
export interface SettledRefund {
  refundId: string
  state: Exclude<GatewayRefundState, 'processing'>
  amountFen: Fen
  gatewayRefundId: string
  settledAt: number | null
  receivedBy: string | null
}

/** The gateway knows this number with another amount: a merchant has to look, querying again would change nothing. */
function questionAmount(
  order: Order,
  { refundId, state }: Refund,
  amountFen: Fen,
  now: number,
): Decision<RecordRefundRefusal> {
  if (state !== 'approved' && state !== 'processing') return { ok: false, refused: 'amount_mismatch' }
  const message = `微信支付记录的退款金额是 ${formatYuan(amountFen)} 元`
  return changed(order, now, { type: 'refund-refused', at: now, refundId, code: 'AMOUNT_MISMATCH', message })
}

/**
 * Records how a refund ended, as refundquery says. Which later report changes which end: refund-reports.ts. One of another
 * amount is refused here, for a merchant to settle.
 */
export function settleRefund(
  order: Order,
  { amountFen, ...end }: SettledRefund,
  now: number,
): Decision<RecordRefundRefusal> {
  const refund = findRefund(order, end.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (isUnsent(refund.state)) return { ok: false, refused: 'not_approved' }
  if (!changes(refund, end.state)) return unchanged(order)
  if (refund.amountFen !== amountFen) return questionAmount(order, refund, amountFen, now)
  return changed(order, now, { type: 'refund-settled', at: now, ...end })
}
