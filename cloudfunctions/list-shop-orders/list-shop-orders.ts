import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import type { OrderState } from '@stack/order'
import { type Services, viewShopOrder } from '@stack/shop'

/** Search conditions of list-shop-orders. */
export interface ListShopOrders {
  state: OrderState | undefined
  outTradeNo: string | undefined
  after: string | undefined
  limit: number
}

/** The shop's orders for a merchant: all, by state, or the one with a number. */
export async function listShopOrders(
  { store }: Pick<Services, 'store'>,
  { openid, data }: Call<ListShopOrders>,
): Promise<CallAnswer<'list-shop-orders'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { state, outTradeNo, ...page } = data
  const condition = { ...(state && { states: [state] }), ...(outTradeNo !== undefined && { outTradeNo }) }
  // A number names one order: there is no second page.
  const { orders, next } = await store.list(condition, outTradeNo === undefined ? page : { after: undefined, limit: 1 })
  return { ok: true, orders: orders.map((order) => viewShopOrder(order, openid)), next }
}
