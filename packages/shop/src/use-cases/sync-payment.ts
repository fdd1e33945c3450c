import { type Order, recordUnreadablePayment } from '@stack/order'
import { keepUnreadablePayment } from './keep-unreadable-payment.ts'
import type { Services } from './services.ts'
import { storePayment } from './store-payment.ts'

/** Asks WeChat whether an order is paid and records what it says; an unknown result leaves the order as it is. */
export async function syncPayment(services: Services, order: Order, deadline: number): Promise<Order> {
  const { store, gateway, log, now } = services
  const answer = await gateway.queryOrder(order._id, deadline)
  switch (answer.kind) {
    case 'paid': {
      const outcome = await storePayment(services, order._id, { ...answer.payment, reportedBy: 'query' })
      return outcome.booked ? outcome.order : order
    }
    case 'unreadable': {
      await keepUnreadablePayment(services, { ...answer, outTradeNo: order._id })
      const ended = await store.change(order._id, (current) => recordUnreadablePayment(current, answer, now()))
      return ended.ok ? ended.order : order
    }
    case 'refused':
      log('error', 'order_query.refused', 'order query refused', {
        outTradeNo: order._id,
        code: answer.code,
        reason: answer.message,
      })
      return order
    case 'unpaid':
    case 'closed':
    case 'order_not_found':
    case 'open':
      return order
  }
}
