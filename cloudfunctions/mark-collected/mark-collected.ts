import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { markCollected as decideCollected } from '@stack/order'
import { type Services, viewShopOrder } from '@stack/shop'

/** A merchant says that the goods were handed over. */
export async function markCollected(
  { store, now }: Pick<Services, 'store' | 'now'>,
  { openid, data }: Call<{ outTradeNo: string }>,
): Promise<CallAnswer<'mark-collected'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const decision = await store.change(data.outTradeNo, (order) => decideCollected(order, openid, now()))
  return decision.ok ? { ok: true, order: viewShopOrder(decision.order, openid) } : decision
}
