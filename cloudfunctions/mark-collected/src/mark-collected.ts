import type { CallAnswer } from '@stack/contract'
import { type Call, type Services, viewShopOrder } from '@stack/function-kit'
import { markCollected as decideCollected } from '@stack/order'

/** A merchant says that the goods were handed over. */
export async function markCollected(
  { books, now }: Pick<Services, 'books' | 'now'>,
  { openid, data }: Call<{ outTradeNo: string }>,
): Promise<CallAnswer<'mark-collected'>> {
  if (!(await books.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const decision = await books.change(data.outTradeNo, (order) => decideCollected(order, openid, now()))
  return decision.ok ? { ok: true, order: viewShopOrder(decision.order, openid) } : decision
}
