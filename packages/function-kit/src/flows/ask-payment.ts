import type { Order } from '@stack/order'
import { bookPayment } from './book-payment.ts'
import type { Services } from './services.ts'

/** Asks WeChat whether an order is paid and books what it says; whatever stays open leaves the order as it is. */
export async function askPayment(services: Services, order: Order, deadline: number): Promise<Order> {
  const answer = await services.gateway.queryOrder(order._id, deadline)
  if (answer.kind === 'paid') {
    const outcome = await bookPayment(services, order._id, { ...answer.payment, learnedFrom: 'query' })
    return outcome.booked ? outcome.order : order
  }
  if (answer.kind === 'refused') {
    services.log('error', 'order query refused', { outTradeNo: order._id, code: answer.code, reason: answer.message })
  }
  return order
}
