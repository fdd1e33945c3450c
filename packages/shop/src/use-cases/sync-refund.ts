import {
  checkByPlan,
  findRefund,
  hasNewerHint,
  type Order,
  overRefundedFen,
  type Refund,
  recordRefundAccepted,
  settleRefund,
} from '@stack/order'
import { refundEventOf } from './refund-event-of.ts'
import type { Services } from './services.ts'

/** Answer of WeChat about a refund; `code` when it left the question open or refused it. */
export interface RefundAnswer {
  kind: Awaited<ReturnType<Services['gateway']['queryRefund']>>['kind']
  code?: string
}

const isAlarming = (state: Refund['state']) => ['refused', 'returned-to-merchant', 'refunded-twice'].includes(state)

/**
 * Asks WeChat how a refund stands and stores what it says. Only this answer is believed, never the notification.
 * `said` tells what kind of answer it was.
 */
export async function syncRefund(
  services: Services,
  order: Order,
  refund: Refund,
  deadline: number,
): Promise<{ order: Order; said: RefundAnswer }> {
  const { store, gateway, now, log } = services
  const { refundId } = refund
  const answer = await gateway.queryRefund(refundId, deadline)
  if (answer.kind === 'refused') {
    log('error', 'refund_query.refused', 'refund query refused', {
      refundId,
      code: answer.code,
      reason: answer.message,
    })
  }
  const said = { kind: answer.kind, ...('code' in answer && { code: answer.code }) }
  const decision = await store.change(order._id, (current) => {
    switch (answer.kind) {
      case 'settled': {
        const { state, amountFen, gatewayRefundId, settledAt, receivedBy } = answer
        if (state === 'closed' && hasNewerHint(current, order, refundId)) return checkByPlan(current, now())
        return settleRefund(current, { refundId, state, amountFen, gatewayRefundId, settledAt, receivedBy }, now())
      }
      case 'processing': {
        const accepted = recordRefundAccepted(current, { refundId, gatewayRefundId: answer.gatewayRefundId }, now())
        return accepted.ok && accepted.change === 'none' ? checkByPlan(current, now()) : accepted
      }
      case 'refund_not_found':
      case 'refused':
      case 'open':
        return checkByPlan(current, now())
    }
  })
  if (!decision.ok) {
    log('error', 'refund.mismatched', 'the refund reported by WeChat Pay does not match the order', {
      refundId,
      reason: decision.refused,
    })
    return { order, said }
  }
  const { state } = findRefund(decision.order, refundId) ?? refund
  if (answer.kind === 'settled' && state !== refund.state) {
    log(isAlarming(state) ? 'error' : 'info', refundEventOf(state), `refund ${state}`, {
      refundId,
      amountFen: answer.amountFen,
    })
  }
  const overFen = overRefundedFen(decision.order)
  if (overFen > overRefundedFen(order)) {
    log('error', 'refund.exceeds_payment', 'more was refunded than paid', {
      outTradeNo: order._id,
      overRefundedFen: overFen,
    })
  }
  return { order: decision.order, said }
}
