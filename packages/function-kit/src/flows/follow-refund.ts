import type { Order, Refund } from '@stack/order'
import { askRefund } from './ask-refund.ts'
import { sendRefund } from './send-refund.ts'
import type { Services } from './services.ts'

/** Brings an open refund one step on: an approved one is sent (again), a processing one is asked about. */
export function followRefund(services: Services, order: Order, refund: Refund, deadline: number): Promise<Order> {
  return refund.state === 'approved'
    ? sendRefund(services, order, refund, deadline)
    : askRefund(services, order, refund, deadline)
}
