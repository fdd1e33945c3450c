import { defineCall, once } from '@stack/cloud-function'
import { limits } from '@stack/order'
import { openStoreServices, readRequestId } from '@stack/shop'
import { createOrder } from './create-order.ts'

const services = once(() => openStoreServices('create-order'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'create-order',
  (input) => ({
    requestId: readRequestId(input),
    lines: input.list('lines', 100).map((line) => ({
      productId: line.string('productId', /^[0-9A-Za-z_-]{1,64}$/, 'a product number is needed'),
      quantity: line.integer('quantity', -1_000_000, 1_000_000),
    })),
    remark: input.text('remark', limits.remarkLength),
  }),
  (call) => createOrder(services(), call),
)
