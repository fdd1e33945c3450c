import { changed, type Decision, unchanged } from './decision.ts'
import { type Fen, formatYuan } from './money.ts'
import type { Order, Refund, RefundState } from './order.ts'
import { findRefund } from './refunds.ts'

/** The gateway cannot have heard of these. */
const unsent: ReadonlySet<RefundState> = new Set(['waiting', 'withdrawn', 'rejected'])
/** What the gateway may still accept: also what it had refused before, even what was given up because it had none. */
const acceptable: ReadonlySet<RefundState> = new Set(['approved', 'refused', 'abandoned'])
/** Which later ends change a refund that is over already; any end changes one that is not. */
const overruled: Partial<Record<RefundState, readonly SettledRefund['state'][]>> = {
  succeeded: [],
  closed: ['succeeded'],
  abnormal: ['succeeded'],
  abandoned: ['succeeded', 'abnormal'],
  'settled-manually': ['succeeded'],
}

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
  if (unsent.has(refund.state)) return { ok: false, refused: 'not_approved' }
  if (!acceptable.has(refund.state)) return unchanged(order)
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
  if (unsent.has(refund.state)) return { ok: false, refused: 'not_approved' }
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

/** The gateway knows this number with another amount: a person has to look, asking again would change nothing. */
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
 * Books how a refund ended, as refundquery says. One that ended without the money arriving may still succeed: then the
 * books say so. Nothing else leaves its end. One of another amount is refused here, for a merchant to settle.
 */
export function settleRefund(
  order: Order,
  { amountFen, ...end }: SettledRefund,
  now: number,
): Decision<RecordRefundRefusal> {
  const refund = findRefund(order, end.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (unsent.has(refund.state)) return { ok: false, refused: 'not_approved' }
  if (overruled[refund.state]?.includes(end.state) === false) return unchanged(order)
  if (refund.amountFen !== amountFen) return questionAmount(order, refund, amountFen, now)
  return changed(order, now, { type: 'refund-settled', at: now, ...end })
}
