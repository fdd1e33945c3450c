import {
  checkByPlan,
  claimRefundSend,
  type Order,
  type Refund,
  recordRefundAccepted,
  recordRefundRefused,
  refundedPayment,
} from '@stack/order'
import type { Services } from './services.ts'

const sentEvents = { accepted: 'refund.accepted', refused: 'refund.refused', open: 'refund.send_unanswered' } as const

/**
 * Sends an approved refund to the gateway. Number and amount were stored before, so sending it again after any doubt is
 * the same refund. What stays open, or must wait its minute, stays `approved` for the timer.
 */
export async function sendRefund(services: Services, order: Order, refund: Refund, deadline: number): Promise<Order> {
  const { store, gateway, now, log } = services
  const { refundId, amountFen, reason, extraTransactionId } = refund
  const turn = await store.change(order._id, (current) => claimRefundSend(current, refundId, now()))
  if (!turn.ok) {
    log('info', 'refund.send_deferred', 'the refund is not sent now', { refundId, reason: turn.refused })
    // Somebody was faster: the caller is to see what came of it.
    return (await store.find(order._id)) ?? order
  }
  const sent = {
    outTradeNo: order._id,
    ...(extraTransactionId && { transactionId: extraTransactionId }),
    refundId,
    totalFen: refundedPayment(order, refund).totalFen,
    amountFen,
    reason,
  }
  const answer = await gateway.refund(sent, deadline)
  log(answer.kind === 'accepted' ? 'info' : 'warn', sentEvents[answer.kind], `refund ${answer.kind}`, {
    refundId,
    amountFen,
    ...(answer.kind === 'accepted' ? {} : { code: answer.code }),
  })
  const decision = await store.change(order._id, (current) => {
    switch (answer.kind) {
      case 'accepted':
        return recordRefundAccepted(current, { refundId, gatewayRefundId: answer.gatewayRefundId }, now())
      case 'refused':
        return recordRefundRefused(current, { refundId, code: answer.code, message: answer.message }, now())
      case 'open':
        return checkByPlan(current, now())
    }
  })
  return decision.ok ? decision.order : order
}
