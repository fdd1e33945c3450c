import { beginClose, claimGatewayQuery, type Order } from '@stack/order'
import { closeAtGateway, processDueOrders, type Services, syncPayment } from '@stack/shop'

/** Before its expiry an order is due because WeChat has to be asked: its notification may never come. */
async function followOne(services: Services, due: Order, deadline: number): Promise<void> {
  const { store, now } = services
  const begun = await store.change(due._id, (order) => beginClose(order, 'expiry', now()))
  if (begun.ok) {
    if (begun.order.state === 'closing') await closeAtGateway(services, begun.order, deadline)
    return
  }
  if (begun.refused !== 'not_expired') return
  const turn = await store.change(due._id, (order) => claimGatewayQuery(order, now()))
  if (turn.ok) await syncPayment(services, turn.order, deadline)
}

/**
 * Finishes what buyers left: asks about payments that nobody heard of, closes orders that nobody paid in time (at WeChat
 * first, then here), and those whose close was left open.
 */
export function closeExpiredOrders(services: Services, deadline: number): Promise<{ done: number; failed: number }> {
  return processDueOrders(services, ['unpaid', 'closing'], deadline, (order) => followOne(services, order, deadline))
}
