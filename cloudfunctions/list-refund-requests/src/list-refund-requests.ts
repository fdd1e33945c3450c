import type { CallAnswer, RefundRequestView } from '@stack/contract'
import { type Call, type Services, viewShopOrder } from '@stack/function-kit'
import { isTask, type Order, type Refund } from '@stack/order'

export type Kind = 'waiting' | 'task'

const kinds = {
  waiting: { condition: { withWaitingRefunds: true }, has: ({ state }: Pick<Refund, 'state'>) => state === 'waiting' },
  task: { condition: { withRefundTasks: true }, has: isTask },
} as const

function requestsOf(order: Order, kind: Kind, viewer: string): RefundRequestView[] {
  const { outTradeNo, refunds, totalFen, refundedFen, lines } = viewShopOrder(order, viewer)
  return refunds.filter(kinds[kind].has).map((refund) => ({ outTradeNo, refund, totalFen, refundedFen, lines }))
}

/** The refunds that wait for a merchant's decision, or that he has to end. A page holds those of `limit` orders. */
export async function listRefundRequests(
  { books }: Pick<Services, 'books'>,
  { openid, data: { kind, ...page } }: Call<{ kind: Kind; after: string | undefined; limit: number }>,
): Promise<CallAnswer<'list-refund-requests'>> {
  if (!(await books.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { orders, next } = await books.list(kinds[kind].condition, page)
  return { ok: true, requests: orders.flatMap((order) => requestsOf(order, kind, openid)), next }
}
