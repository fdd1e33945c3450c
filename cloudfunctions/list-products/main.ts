import { defineCall, once } from '@stack/cloud-function'
import { openBooksOf } from '@stack/shop'
import { listProducts } from './list-products.ts'

const services = once(() => openBooksOf('list-products'))

export const main = defineCall(
  'list-products',
  () => ({}),
  () => listProducts(services()),
)
