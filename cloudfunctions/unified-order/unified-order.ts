import type { Call } from '@stack/cloud-function'
import type { CallAnswer } from '@stack/contract'
import { beginPrepay, freshPrepayId, type Order, recordPrepay } from '@stack/order'
import { requireBuyer, type Services, syncPayment } from '@stack/shop'
import { describeOrder } from './describe-order.ts'

type UnifiedOrderAnswer = CallAnswer<'unified-order'>

/** Maximum time an abandoned call may still take to reach the gateway, in ms. */
const strayMs = 5_000

async function place(services: Services, order: Order, deadline: number): Promise<UnifiedOrderAnswer> {
  const { store, gateway, now } = services
  if (order.prepay === null) throw new Error(`[unified-order] ${order._id} was not begun`)
  const { timeStart, timeExpire, spbillCreateIp } = order.prepay
  const answer = await gateway.placeOrder(
    {
      outTradeNo: order._id,
      openid: order.openid,
      totalFen: order.totalFen,
      body: describeOrder(order),
      spbillCreateIp,
      timeStart,
      timeExpire,
    },
    deadline,
  )
  switch (answer.kind) {
    case 'prepaid': {
      const kept = await store.change(order._id, (current) => recordPrepay(current, answer.prepayId, now()))
      if (kept.ok) return { ok: true, payment: gateway.payParams(answer.prepayId) }
      // The close went before, by a clock ahead of ours: nobody gets this prepay_id, and its number is closed once more.
      if (kept.refused === 'order_closed') await gateway.closeOrder(order._id, deadline)
      return kept
    }
    case 'already_paid':
      await syncPayment(services, order, deadline)
      return { ok: false, refused: 'already_paid' }
    case 'refused':
      services.log('error', 'unified_order.refused', 'unified order refused', {
        outTradeNo: order._id,
        code: answer.code,
        reason: answer.message,
      })
      return { ok: false, refused: 'gateway_refused', detail: answer.code }
    case 'open':
      return { ok: false, refused: 'gateway_unreachable', detail: answer.code }
  }
}

/**
 * Parameters for `wx.requestPayment`. The mark that the gateway is about to be asked is stored first; a repetition asks
 * with identical parameters, or signs the stored prepay_id anew while it lives.
 */
export async function unifiedOrder(
  services: Services,
  { openid, clientIp, data, deadline }: Call<{ outTradeNo: string }>,
): Promise<UnifiedOrderAnswer> {
  const { store, gateway, now } = services
  const begun = await store.change(
    data.outTradeNo,
    requireBuyer(openid, (order) =>
      beginPrepay(order, { spbillCreateIp: clientIp, inFlightUntil: deadline + strayMs }, now()),
    ),
  )
  if (!begun.ok) return begun
  const prepayId = freshPrepayId(begun.order, now())
  if (prepayId !== null) return { ok: true, payment: gateway.payParams(prepayId) }
  return place(services, begun.order, deadline)
}
