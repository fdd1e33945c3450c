import type { Log } from '@stack/cloud-function'
import type { Gateway } from '../gateway/gateway.ts'
import type { Books } from '../store/order-store.ts'

/** What every use case works with. `now` is epoch ms. */
export interface Services {
  books: Books
  gateway: Gateway
  now: () => number
  log: Log
}
