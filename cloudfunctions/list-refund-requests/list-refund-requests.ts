import type { Call } from '@stack/cloud-function'
import type { CallAnswer, RefundRequestView, ShopRefundView } from '@stack/contract'
import type { Order } from '@stack/order'
import { type Services, viewShopOrder } from '@stack/shop'

/** Refunds that wait for a decision, or tasks of merchants. */
export type Kind = 'waiting' | 'task'

const kinds = {
  waiting: {
    condition: { withWaitingRefunds: true },
    has: ({ state }: Pick<ShopRefundView, 'state' | 'isMerchantTask'>) => state === 'waiting',
  },
  task: {
    condition: { withRefundTasks: true },
    has: ({ isMerchantTask }: Pick<ShopRefundView, 'state' | 'isMerchantTask'>) => isMerchantTask,
  },
} as const

function requestsOf(order: Order, kind: Kind, viewer: string): RefundRequestView[] {
  const { outTradeNo, refunds, totalFen, refundedFen, lines, ...shopOrder } = viewShopOrder(order, viewer)
  const about = { outTradeNo, totalFen, refundedFen, lines, overRefundedFen: 0 }
  const requests = refunds.filter(kinds[kind].has).map((refund) => ({ ...about, refund }))
  const last = refunds.at(-1)
  if (kind !== 'task' || !shopOrder.isOverRefundTask || last === undefined) return requests
  return [...requests, { ...about, refund: last, overRefundedFen: shopOrder.overRefundedFen }]
}

/** Lists the refunds that wait for a merchant's decision, or for a merchant to end them. A page holds those of `limit` orders. */
export async function listRefundRequests(
  { store }: Pick<Services, 'store'>,
  { openid, data: { kind, ...page } }: Call<{ kind: Kind; after: string | undefined; limit: number }>,
): Promise<CallAnswer<'list-refund-requests'>> {
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { orders, next } = await store.list(kinds[kind].condition, page)
  return { ok: true, requests: orders.flatMap((order) => requestsOf(order, kind, openid)), next }
}
