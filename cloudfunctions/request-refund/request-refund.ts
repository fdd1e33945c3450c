import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { requestRefund as decideRequest, type Fen, refundOfRequest } from '@stack/order'
import { requireBuyer, type Services, viewRefund } from '@stack/shop'

/** Data of request-refund; the amount in fen. */
export interface RequestRefund {
  requestId: string
  outTradeNo: string
  amountFen: Fen
  reason: string
}

/** Enters the buyer's wish for money back; a merchant decides it. */
export async function requestRefund(
  { store, now, log }: Pick<Services, 'store' | 'now' | 'log'>,
  { openid, data }: Call<RequestRefund>,
): Promise<CallAnswer<'request-refund'>> {
  const { outTradeNo, ...wanted } = data
  const decision = await store.change(
    outTradeNo,
    requireBuyer(openid, (order) => decideRequest(order, { ...wanted, by: openid }, now())),
  )
  if (!decision.ok) return decision
  const refund = refundOfRequest(decision.order, { requestId: wanted.requestId, by: openid })
  if (refund === undefined) throw new Error(`[request-refund] the request is not in order ${outTradeNo}`)
  log('info', 'refund.requested', 'refund requested', { refundId: refund.refundId, amountFen: refund.amountFen })
  return { ok: true, refund: viewRefund(decision.order, refund) }
}
