import type { CallAnswer } from '@stack/contract'
import { type Call, type Services, viewShopRefund } from '@stack/function-kit'
import { settleRefundManually as decideSettling, findRefund } from '@stack/order'

export interface SettleRefundManually {
  outTradeNo: string
  refundId: string
  note: string
}

/** A merchant gave the money back another way, and says how: the amount counts as given back from now on. */
export async function settleRefundManually(
  { books, now, log }: Pick<Services, 'books' | 'now' | 'log'>,
  { openid, data }: Call<SettleRefundManually>,
): Promise<CallAnswer<'settle-refund-manually'>> {
  if (!(await books.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { outTradeNo, ...settled } = data
  const decision = await books.change(outTradeNo, (order) => decideSettling(order, { ...settled, by: openid }, now()))
  if (!decision.ok) return decision
  const refund = findRefund(decision.order, settled.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  log('info', 'refund settled by hand', { refundId: refund.refundId, amountFen: refund.amountFen })
  return { ok: true, refund: viewShopRefund(decision.order, refund, openid) }
}
