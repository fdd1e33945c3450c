import type { Order, Refund } from '@stack/order'
import { sendRefund } from './send-refund.ts'
import type { Services } from './services.ts'
import { syncRefund } from './sync-refund.ts'

/** Brings an open refund one step on: an approved one is sent (again), a processing one is asked about. */
export async function advanceRefund(
  services: Services,
  order: Order,
  refund: Refund,
  deadline: number,
): Promise<Order> {
  if (refund.state === 'approved') return sendRefund(services, order, refund, deadline)
  return (await syncRefund(services, order, refund, deadline)).order
}
