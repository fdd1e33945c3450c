import type { CallAnswer, RefundRequestView } from '@stack/contract'
import { type Call, type Services, viewShopOrder } from '@stack/function-kit'
import type { Order } from '@stack/order'

function requestsOf(order: Order, viewer: string): RefundRequestView[] {
  const { outTradeNo, refunds, totalFen, refundedFen, lines } = viewShopOrder(order, viewer)
  return refunds
    .filter(({ state }) => state === 'waiting')
    .map((refund) => ({ outTradeNo, refund, totalFen, refundedFen, lines }))
}

/** The refund requests that wait for a merchant. A page holds the requests of `limit` orders. */
export async function listRefundRequests(
  { books }: Pick<Services, 'books'>,
  { openid, data }: Call<{ after: string | undefined; limit: number }>,
): Promise<CallAnswer<'list-refund-requests'>> {
  if (!(await books.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { orders, next } = await books.list({ withWaitingRefunds: true }, data)
  return { ok: true, requests: orders.flatMap((order) => requestsOf(order, openid)), next }
}
