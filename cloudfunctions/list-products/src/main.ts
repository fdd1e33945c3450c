import { defineCall, once, openBooksOf } from '@stack/function-kit'
import { listProducts } from './list-products.ts'

const services = once(() => openBooksOf('list-products'))

export const main = defineCall(
  'list-products',
  () => ({}),
  () => listProducts(services()),
)
