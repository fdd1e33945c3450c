import { finishClose, type Services, workThrough } from '@stack/function-kit'
import { beginClose, type Order } from '@stack/order'

async function closeOne(services: Services, due: Order, deadline: number): Promise<void> {
  const { books, now } = services
  const begun = await books.change(due._id, (order) => beginClose(order, 'expiry', now()))
  if (begun.ok && begun.order.state === 'closing') await finishClose(services, begun.order, deadline)
}

/** Closes orders that nobody paid in time, and those whose close was left open: at WeChat first, then here. */
export function closeExpiredOrders(services: Services, deadline: number): Promise<{ done: number; failed: number }> {
  return workThrough(services, ['unpaid', 'closing'], deadline, (order) => closeOne(services, order, deadline))
}
