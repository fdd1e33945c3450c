import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { withdrawRefund as decideWithdrawal, findRefund } from '@stack/order'
import { requireBuyer, type Services, viewRefund } from '@stack/shop'

/** The buyer takes a waiting refund request back. */
export async function withdrawRefund(
  { store, now }: Pick<Services, 'store' | 'now'>,
  { openid, data }: Call<{ outTradeNo: string; refundId: string }>,
): Promise<CallAnswer<'withdraw-refund'>> {
  const { outTradeNo, refundId } = data
  const decision = await store.change(
    outTradeNo,
    requireBuyer(openid, (order) => decideWithdrawal(order, { refundId, by: openid }, now())),
  )
  if (!decision.ok) return decision
  const refund = findRefund(decision.order, refundId)
  return refund === undefined
    ? { ok: false, refused: 'refund_not_found' }
    : { ok: true, refund: viewRefund(decision.order, refund) }
}
