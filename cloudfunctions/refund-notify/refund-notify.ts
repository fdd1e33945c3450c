import { findRefund, type Refund, recordRefundHint, refundsDue } from '@stack/order'
import { type NotifyOutcome, type Services, syncRefund } from '@stack/shop'

/** Nothing that WeChat reports changes these any more. */
const over: ReadonlySet<Refund['state']> = new Set(['succeeded', 'refunded-twice'])

const kinds = {
  not_found: 'refund-missing-locally',
  refund_not_found: 'refund-missing-locally',
  not_approved: 'refund-state',
} as const

async function keepDiscrepancy(
  { store, now }: Services,
  { outTradeNo, refundId, amountFen }: { outTradeNo: string; refundId: string; amountFen: number },
  reason: keyof typeof kinds,
): Promise<void> {
  const kind = kinds[reason]
  const order = await store.find(outTradeNo)
  const localFen = (order && findRefund(order, refundId)?.amountFen) ?? null
  await store.discrepancies.keep(
    {
      ...{ kind, billDate: null, outTradeNo, refundId, transactionId: null },
      ...{ localFen, gatewayFen: amountFen, isRepairable: order !== null },
    },
    now(),
  )
}

/**
 * Takes a refund notification. It carries no signature, so it is a hint: the hint is stored (the timer will look at once),
 * then refundquery is asked with what is left of the time, and only that is booked.
 */
export async function refundNotify(services: Services, body: string, deadline: number): Promise<NotifyOutcome> {
  const { gateway, log, now } = services
  const notice = gateway.readRefundNotify(body)
  if (!notice.ok) {
    log('warn', 'refund_notification.refused', 'refund notification refused', {
      refused: notice.refused,
      detail: notice.detail,
    })
    return { done: false, reason: notice.failText }
  }
  // Not before: touching the order records loads the SDK, and nothing forged is to pay for that.
  const { store } = services
  const { outTradeNo, refundId, amountFen, gatewayRefundId } = notice
  log('info', 'refund_notification.received', 'refund notification decrypted', { refundId, amountFen, gatewayRefundId })
  const hinted = await store.change(outTradeNo, (order) => recordRefundHint(order, refundId, now()))
  if (!hinted.ok) {
    log('error', 'refund.unmatched', 'a refund matches no order; it is kept as a discrepancy', {
      refundId,
      reason: hinted.refused,
    })
    await keepDiscrepancy(services, notice, hinted.refused)
    return { done: true }
  }
  const refund = findRefund(hinted.order, refundId)
  if (refund === undefined || over.has(refund.state)) return { done: true }
  // The timer looks at open and followed refunds only: for any other the answer must come now, or the notification again.
  const durable = hinted.order.nextCheckAt !== null && refundsDue(hinted.order).includes(refund)
  try {
    const { said } = await syncRefund(services, hinted.order, refund, deadline)
    const answered = said.kind !== 'open' && said.kind !== 'refused'
    return answered || durable ? { done: true } : { done: false, reason: '退款状态待确认' }
  } catch (error) {
    log('warn', 'refund.query_failed', 'the refund query failed; it is repeated', { refundId, error })
    return durable ? { done: true } : { done: false, reason: '退款状态待确认' }
  }
}
