import { type Order, refundsDue } from '@stack/order'
import { advanceRefund, processDueOrders, type Services } from '@stack/shop'

async function syncOne(services: Services, due: Order, deadline: number): Promise<void> {
  let order = (await services.store.find(due._id)) ?? due
  for (const refund of refundsDue(order)) order = await advanceRefund(services, order, refund, deadline)
}

/**
 * Finishes refunds that a crash, a timeout or a lost notification left open: sends approved ones, queries sent ones, and
 * follows those that WeChat may still pay after CHANGE.
 */
export function syncRefunds(services: Services, deadline: number): Promise<{ done: number; failed: number }> {
  return processDueOrders(services, ['paid', 'closed'], deadline, (order) => syncOne(services, order, deadline))
}
