import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices } from '@stack/shop'
import { listProducts } from './list-products.ts'

const services = once(() => openStoreServices('list-products'))

/** Accepts calls of the mini program only. */
export const main = defineCall(
  'list-products',
  () => ({}),
  () => listProducts(services()),
)
