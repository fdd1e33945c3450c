import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices, readOutTradeNo, readPage } from '@stack/shop'
import { listShopOrders } from './list-shop-orders.ts'

const services = once(() => openStoreServices('list-shop-orders'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'list-shop-orders',
  (input) => ({
    state: input.oneOf('state', ['unpaid', 'closing', 'closed', 'paid'] as const),
    outTradeNo: input.has('outTradeNo') ? readOutTradeNo(input) : undefined,
    ...readPage(input),
  }),
  (call) => listShopOrders(services(), call),
)
