import type { ShopOrderView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import type { Refusal } from '../../services/refusals'

/** The order with this number, as a merchant sees it. */
export async function findShopOrder(
  outTradeNo: string,
  call: typeof callFunction = callFunction,
): Promise<{ ok: true; order: ShopOrderView } | { ok: false; refused: Refusal }> {
  const answer = await call('list-shop-orders', { outTradeNo })
  if (!answer.ok) return { ok: false, refused: answer.refused }
  const [order] = answer.orders
  return order === undefined ? { ok: false, refused: 'not_found' } : { ok: true, order }
}
