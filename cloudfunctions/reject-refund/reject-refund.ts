import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { rejectRefund as decideRejection, findRefund } from '@stack/order'
import { type Services, viewShopRefund } from '@stack/shop'

/** Data of reject-refund. */
export interface RejectRefund {
  outTradeNo: string
  refundId: string
  reason: string
}

/** A merchant says no to a waiting request, with a reason that the buyer reads. */
export async function rejectRefund(
  { store, now }: Pick<Services, 'store' | 'now'>,
  { openid, data }: Call<RejectRefund>,
): Promise<CallAnswer<'reject-refund'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { outTradeNo, ...rejected } = data
  const decision = await store.change(outTradeNo, (order) => decideRejection(order, { ...rejected, by: openid }, now()))
  if (!decision.ok) return decision
  const refund = findRefund(decision.order, rejected.refundId)
  return refund === undefined
    ? { ok: false, refused: 'refund_not_found' }
    : { ok: true, refund: viewShopRefund(decision.order, refund, openid) }
}
