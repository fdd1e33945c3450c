import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { approveRefund, type Fen, findRefund, type Order, refundOfRequest, startRefund } from '@stack/order'
import { type Services, sendRefund, viewShopRefund } from '@stack/shop'

/** Approve a waiting request, or start a refund without one, of the order's own payment or of an extra one. */
export type Refund =
  | { outTradeNo: string; refundId: string }
  | { outTradeNo: string; amountFen: Fen; reason: string; requestId: string; extraTransactionId?: string }

function decide(order: Order, data: Refund, by: string, now: number, fourEyesFen: number | undefined) {
  if ('refundId' in data) return approveRefund(order, { refundId: data.refundId, by }, now, fourEyesFen)
  const { outTradeNo, ...wanted } = data
  return startRefund(order, { ...wanted, by }, now, fourEyesFen)
}

function find(order: Order, data: Refund, by: string) {
  return 'refundId' in data
    ? findRefund(order, data.refundId)
    : refundOfRequest(order, { requestId: data.requestId, by })
}

/**
 * A merchant gives money back: decision, number and amount are stored first, then the gateway is called with the
 * certificate. Above `fourEyesFen` the decision is the first of two, and nothing is sent.
 */
export async function refund(
  services: Services,
  { openid, data, deadline }: Call<Refund>,
  fourEyesFen?: number,
): Promise<CallAnswer<'refund'>> {
  const { store, now } = services
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const decision = await store.change(data.outTradeNo, (order) => decide(order, data, openid, now(), fourEyesFen))
  if (!decision.ok) return decision
  const decided = find(decision.order, data, openid)
  if (decided === undefined) throw new Error(`[refund] the refund is not in order ${data.outTradeNo}`)
  const order =
    decided.state === 'approved' ? await sendRefund(services, decision.order, decided, deadline) : decision.order
  return { ok: true, refund: viewShopRefund(order, findRefund(order, decided.refundId) ?? decided, openid) }
}
