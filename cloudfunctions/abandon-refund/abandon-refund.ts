import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { abandonRefund as decide, findRefund, isMerchantTask } from '@stack/order'
import { askBeforeEnding, type Services, viewShopRefund } from '@stack/shop'

/**
 * Abandons a refund that WeChat refused, closed, or returned to the shop. WeChat is queried first and its answer recorded;
 * the amount is free only when nothing of this refund can reach the buyer.
 */
export async function abandonRefund(
  services: Services,
  { openid, data, deadline }: Call<{ outTradeNo: string; refundId: string }>,
): Promise<CallAnswer<'abandon-refund'>> {
  const { store, now, log } = services
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { outTradeNo, refundId } = data
  const order = await store.find(outTradeNo)
  if (order === null) return { ok: false, refused: 'not_found' }
  const refund = findRefund(order, refundId)
  const first = decide(order, { refundId, by: openid }, now())
  // After CHANGE it is decided by what WeChat says now.
  const isPossible = first.ok || (first.refused === 'not_refused' && refund?.state === 'abnormal')
  if (!isPossible) return first
  if (refund !== undefined && isMerchantTask(refund)) {
    const answer = await askBeforeEnding(services, order, refund, deadline)
    if (answer.kind === 'refused') {
      const { refused, detail } = answer
      return { ok: false, refused, ...(detail !== undefined && { detail }) }
    }
    if (answer.kind === 'abnormal') return { ok: false, refused: 'known_at_gateway' }
  }
  // Decided anew on the answer: this one counts.
  const decision = await store.change(outTradeNo, (current) => decide(current, { refundId, by: openid }, now()))
  if (!decision.ok) return decision
  const abandoned = findRefund(decision.order, refundId)
  if (abandoned === undefined) return { ok: false, refused: 'refund_not_found' }
  log('info', 'refund.abandoned', 'refund abandoned', { refundId, amountFen: abandoned.amountFen })
  return { ok: true, refund: viewShopRefund(decision.order, abandoned, openid) }
}
