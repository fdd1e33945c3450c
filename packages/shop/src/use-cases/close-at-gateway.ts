import { confirmClosed, limits, type Order, setNextCheck } from '@stack/order'
import type { Services } from './services.ts'
import { syncPayment } from './sync-payment.ts'

/**
 * Closes a `closing` order at WeChat, then here. Anything but a clear answer leaves it `closing` for the timer; so does a
 * clear answer that came while a unified order of this number could still be under way.
 */
export async function closeAtGateway(services: Services, order: Order, deadline: number): Promise<Order> {
  const { store, gateway, now, log } = services
  const closeAskedAt = now()
  const answer = await gateway.closeOrder(order._id, deadline)
  if (answer.kind === 'already_paid') return syncPayment(services, order, deadline)
  if (answer.kind === 'closed') {
    const decision = await store.change(order._id, (current) => confirmClosed(current, closeAskedAt, now()))
    if (decision.ok) return decision.order
    log('info', 'order.close_deferred', 'the order cannot be closed yet; the timer closes it', {
      outTradeNo: order._id,
      reason: decision.refused,
    })
    return order
  }
  log('warn', 'order.close_failed', 'closing the order at WeChat Pay failed; the timer repeats it', {
    outTradeNo: order._id,
    code: answer.code,
  })
  const later = await store.change(order._id, (current) =>
    current.state === 'closing'
      ? setNextCheck(current, now() + limits.recheckDelayMs)
      : { ok: true, change: 'none', order: current },
  )
  return later.ok ? later.order : order
}
