import { defineCall, once } from '@stack/cloud-function'
import { openStoreServices } from '@stack/shop'
import { listProducts } from './list-products.ts'

const services = once(() => openStoreServices('list-products'))

export const main = defineCall(
  'list-products',
  () => ({}),
  () => listProducts(services()),
)
