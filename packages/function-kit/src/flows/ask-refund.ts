import { checkAt, limits, type Order, type Refund, recordRefundAccepted, settleRefund } from '@stack/order'
import type { Services } from './services.ts'

/**
 * Asks WeChat how a refund stands and books what it says. Only this answer is believed, never the notification.
 * `answered` is false when WeChat said nothing that settles the question.
 */
export async function askRefund(
  services: Services,
  order: Order,
  refund: Refund,
  deadline: number,
): Promise<{ order: Order; answered: boolean }> {
  const { books, gateway, now, log } = services
  const { refundId } = refund
  const answer = await gateway.queryRefund(refundId, deadline)
  if (answer.kind === 'refused') {
    log('error', 'refund query refused', { refundId, code: answer.code, reason: answer.message })
  }
  const answered = answer.kind !== 'open' && answer.kind !== 'refused'
  const decision = await books.change(order._id, (current) => {
    switch (answer.kind) {
      case 'settled': {
        const { kind, ...end } = answer
        return settleRefund(current, { refundId, ...end }, now())
      }
      case 'processing': {
        const accepted = recordRefundAccepted(current, { refundId, gatewayRefundId: answer.gatewayRefundId }, now())
        return accepted.ok && accepted.change === 'none' ? checkAt(current, now() + limits.checkAgainMs) : accepted
      }
      case 'unknown_refund':
      case 'refused':
      case 'open':
        return checkAt(current, now() + limits.checkAgainMs)
    }
  })
  if (!decision.ok) {
    log('error', 'what WeChat says of a refund does not fit the order', { refundId, reason: decision.refused })
    return { order, answered }
  }
  if (answer.kind === 'settled' && decision.change === 'changed') {
    log('info', `refund ${answer.state}`, { refundId, amountFen: refund.amountFen })
  }
  return { order: decision.order, answered }
}
