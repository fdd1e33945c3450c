import { setNextCheck } from '@stack/order'
import {
  keepUnreadablePayment,
  type NotifyOutcome,
  type Services,
  storePayment,
  syncPayment,
  type UnreadablePayment,
} from '@stack/shop'

/** Queries what an unreadable notification was about: orderquery may say it in a readable form. The timer does it else. */
async function queryUnreadable(services: Services, outTradeNo: string, discrepancyId: string, deadline: number) {
  const { store, log, now } = services
  const due = await store.change(outTradeNo, (order) => setNextCheck(order, now()))
  if (!due.ok) return
  try {
    const order = await syncPayment(services, due.order, deadline)
    const isRecorded = order.payment !== null && due.order.payment === null
    if (!isRecorded) return
    const resolution = { resolvedAt: now(), resolvedBy: 'system', resolution: 'repaired', note: null } as const
    await store.discrepancies.resolve(discrepancyId, resolution)
  } catch (error) {
    log('warn', 'payment.query_failed', 'the query of an unreadable payment failed; it is repeated', {
      outTradeNo,
      error,
    })
  }
}

/**
 * Stores the money for a merchant: from then on it is durable, and the notification is acknowledged. Only the first
 * notification causes a query: repeated ones must not become a storm of queries at the gateway.
 */
async function storeUnreadable(services: Services, unreadable: UnreadablePayment, deadline: number) {
  const { discrepancyId, isNew, isKnown } = await keepUnreadablePayment(services, unreadable)
  if (isNew && isKnown && unreadable.outTradeNo !== null) {
    await queryUnreadable(services, unreadable.outTradeNo, discrepancyId, deadline)
  }
}

/**
 * Takes a payment notification: verified first, then stored, then acknowledged. A forged one writes nothing; a repeated
 * one changes nothing; one that fits no order, or that cannot be read as fen, is stored for a merchant.
 */
export async function payNotify(services: Services, body: string, deadline: number): Promise<NotifyOutcome> {
  const { gateway, log } = services
  const notice = gateway.readPayNotify(body)
  if (notice.ok) {
    const { outTradeNo, couponNote } = notice
    if (couponNote !== undefined)
      log('warn', 'payment.coupons_unexpected', 'coupons are not listed as documented', { outTradeNo, couponNote })
    await storePayment(services, outTradeNo, { ...notice.payment, reportedBy: 'notification' })
    return { done: true }
  }
  log('warn', 'payment_notification.refused', 'payment notification refused', {
    refused: notice.refused,
    detail: notice.detail,
  })
  if (notice.unreadable === undefined) return { done: false, reason: notice.failText }
  await storeUnreadable(services, notice.unreadable, deadline)
  return { done: true }
}
