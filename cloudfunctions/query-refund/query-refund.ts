import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { findRefund } from '@stack/order'
import { type Services, syncRefund, viewShopRefund } from '@stack/shop'

/** Queries WeChat about a refund because a merchant asks, and records the answer: after CHANGE no timer does it for ever. */
export async function queryRefund(
  services: Services,
  { openid, data, deadline }: Call<{ outTradeNo: string; refundId: string }>,
): Promise<CallAnswer<'query-refund'>> {
  const { store } = services
  if (!(await store.isMerchant(openid))) return { ok: false, refused: 'not_a_merchant' }
  const order = await store.find(data.outTradeNo)
  if (order === null) return { ok: false, refused: 'not_found' }
  const refund = findRefund(order, data.refundId)
  if (refund === undefined) return { ok: false, refused: 'refund_not_found' }
  if (['waiting', 'withdrawn', 'rejected'].includes(refund.state)) return { ok: false, refused: 'not_approved' }
  const { order: told, said } = await syncRefund(services, order, refund, deadline)
  const detail = said.code !== undefined && { detail: said.code }
  switch (said.kind) {
    case 'settled':
    case 'processing':
      return { ok: true, refund: viewShopRefund(told, findRefund(told, refund.refundId) ?? refund, openid) }
    case 'refund_not_found':
      return { ok: false, refused: 'unknown_at_gateway' }
    case 'open':
      return { ok: false, refused: 'gateway_unreachable', ...detail }
    case 'refused':
      return { ok: false, refused: 'gateway_refused', ...detail }
  }
}
