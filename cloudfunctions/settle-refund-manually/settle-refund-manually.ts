import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { settleRefundManually as decide, findRefund, type Order } from '@stack/order'
import { askBeforeEnding, refundEventOf, type Services, viewShopRefund } from '@stack/shop'

/** Data of settle-refund-manually. */
export interface SettleRefundManually {
  outTradeNo: string
  refundId: string
  note: string
  /** The merchant has paid already; else he decides to. */
  isFact: boolean
  /** After CHANGE: he has fetched the money back at the merchant platform. */
  hasFetchedBack: boolean
}

type Answer = CallAnswer<'settle-refund-manually'>

/** Why a merchant must not pay outside WeChat now; null when he may. Queries WeChat and records its answer. */
async function refuseDecision(
  services: Services,
  order: Order,
  { data, deadline }: Call<SettleRefundManually>,
): Promise<Extract<Answer, { ok: false }> | null> {
  const refund = findRefund(order, data.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  const answer = await askBeforeEnding(services, order, refund, deadline)
  if (answer.kind === 'refused') {
    const { refused, detail } = answer
    return { ok: false, refused, ...(detail !== undefined && { detail }) }
  }
  return answer.kind === 'abnormal' && !data.hasFetchedBack ? { ok: false, refused: 'fetch_back_first' } : null
}

/**
 * Settles a refund outside WeChat: the amount counts as refunded from now on. A decision queries WeChat first, so that the
 * buyer is not paid twice; a fact is recorded as it is, and WeChat's money beside it is a task.
 */
export async function settleRefundManually(services: Services, call: Call<SettleRefundManually>): Promise<Answer> {
  const { store, now, log } = services
  const { openid, data } = call
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const { outTradeNo, refundId, note, isFact } = data
  const settle = (order: Order) => decide(order, { refundId, note, isFact, by: openid }, now())
  if (!isFact) {
    const order = await store.find(outTradeNo)
    if (order === null) return { ok: false, refused: 'not_found' }
    const first = settle(order)
    if (!first.ok) return first
    const refused = first.change === 'none' ? null : await refuseDecision(services, order, call)
    if (refused !== null) return refused
  }
  const decision = await store.change(outTradeNo, settle)
  if (!decision.ok) return decision
  const refund = findRefund(decision.order, refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  log(refund.state === 'refunded-twice' ? 'error' : 'info', refundEventOf(refund.state), `refund ${refund.state}`, {
    refundId,
    amountFen: refund.amountFen,
  })
  return { ok: true, refund: viewShopRefund(decision.order, refund, openid) }
}
