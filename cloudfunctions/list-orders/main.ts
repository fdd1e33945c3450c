import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readPage } from '@stack/shop'
import { listOrders } from './list-orders.ts'

const services = once(() => openStoreServices('list-orders'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'list-orders',
  (input) => ({ tab: input.oneOf('tab', ['all', 'unpaid', 'paid', 'refund'] as const) ?? 'all', ...readPage(input) }),
  (call) => listOrders(services(), call),
)
