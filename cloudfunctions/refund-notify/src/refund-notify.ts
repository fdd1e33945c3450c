import { askRefund, type NotifyOutcome, type Services } from '@stack/function-kit'
import { checkAt, findRefund } from '@stack/order'

/**
 * Takes a refund notification. It carries no signature, so it is a hint: the hint is stored (the timer will look at once),
 * then refundquery is asked with what is left of the time, and only that is booked.
 */
export async function refundNotify(services: Services, body: string, deadline: number): Promise<NotifyOutcome> {
  const { books, gateway, log, now } = services
  const notice = gateway.readRefundNotify(body)
  if (!notice.ok) {
    log('warn', 'refund notification refused', { refused: notice.refused, detail: notice.detail })
    return { done: false, reason: '解密失败' }
  }
  const { outTradeNo, refundId, amountFen, gatewayRefundId } = notice
  const hinted = await books.change(outTradeNo, (order) =>
    findRefund(order, refundId) === undefined ? { ok: false, refused: 'refund_not_found' } : checkAt(order, now()),
  )
  if (!hinted.ok) {
    log('error', 'a refund that is none of ours is kept for the merchant', { refundId, reason: hinted.refused })
    const facts = { amountFen, gatewayRefundId }
    await books.keepUnmatched({ _id: refundId, kind: 'refund', reason: hinted.refused, outTradeNo, at: now(), facts })
    return { done: true }
  }
  const refund = findRefund(hinted.order, refundId)
  if (refund?.state === 'approved' || refund?.state === 'processing' || refund?.state === 'abnormal') {
    try {
      await askRefund(services, hinted.order, refund, deadline)
    } catch (error) {
      // The hint is durable: the timer finishes what this call could not.
      log('warn', 'refund not confirmed yet', { refundId, error })
    }
  }
  return { done: true }
}
