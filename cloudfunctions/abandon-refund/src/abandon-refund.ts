import type { CallAnswer } from '@stack/contract'
import { askRefund, type Call, type RefundAnswer, type Services, viewShopRefund } from '@stack/function-kit'
import { abandonRefund as decideAbandoning, findRefund, type Order } from '@stack/order'

type Answer = CallAnswer<'abandon-refund'>

/** What WeChat's answer means for giving up; null: nothing of this refund will ever reach the buyer. */
function refuse(said: RefundAnswer, isClosed: boolean): Extract<Answer, { ok: false }> | null {
  const detail = said.code !== undefined && { detail: said.code }
  switch (said.kind) {
    case 'unknown_refund':
      return null
    case 'settled':
      return isClosed ? null : { ok: false, refused: 'known_at_gateway' }
    case 'processing':
      return { ok: false, refused: 'known_at_gateway' }
    case 'open':
      return { ok: false, refused: 'gateway_unreachable', ...detail }
    case 'refused':
      return { ok: false, refused: 'gateway_refused', ...detail }
  }
}

/**
 * A merchant gives up a refund that WeChat refused or closed. WeChat is asked first: the amount is free only when it has
 * no such refund, or closed it; anything else is booked as it says.
 */
export async function abandonRefund(
  services: Services,
  { openid, data, deadline }: Call<{ outTradeNo: string; refundId: string }>,
): Promise<Answer> {
  const { books, now } = services
  if (!(await books.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { outTradeNo, refundId } = data
  const decide = (order: Order) => decideAbandoning(order, { refundId, by: openid }, now())
  const order = await books.find(outTradeNo)
  const refund = order && findRefund(order, refundId)
  if (order === null) return { ok: false, refused: 'not_found' }
  // Decided before WeChat is asked, and again with its answer: the second one counts.
  const first = decide(order)
  if (!first.ok) return first
  if (refund && first.change === 'changed') {
    const { order: told, said } = await askRefund(services, order, refund, deadline)
    const refused = refuse(said, findRefund(told, refundId)?.state === 'closed')
    if (refused !== null) return refused
  }
  const decision = await books.change(outTradeNo, decide)
  if (!decision.ok) return decision
  const ended = findRefund(decision.order, refundId)
  if (ended === undefined) throw new Error(`[abandon-refund] ${refundId} is not in order ${outTradeNo}`)
  services.log('info', 'refund given up', { refundId, amountFen: ended.amountFen })
  return { ok: true, refund: viewShopRefund(decision.order, ended, openid) }
}
