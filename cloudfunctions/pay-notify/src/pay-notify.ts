import { bookPayment, type NotifyOutcome, type Services } from '@stack/function-kit'

/**
 * Takes a payment notification: verified first, then stored, then acknowledged. A forged one writes nothing; a repeated
 * one changes nothing; one that fits no order is kept for the merchant.
 */
export async function payNotify(services: Services, body: string): Promise<NotifyOutcome> {
  const notice = services.gateway.readPayNotify(body)
  if (!notice.ok) {
    services.log('warn', 'payment notification refused', { refused: notice.refused, detail: notice.detail })
    return { done: false, reason: '验签不通过，处理失败' }
  }
  await bookPayment(services, notice.outTradeNo, { ...notice.payment, learnedFrom: 'notification' })
  return { done: true }
}
