import type { Gateway } from '../gateway/gateway.ts'
import type { Log } from '../platform/log.ts'
import type { Books } from '../store/order-store.ts'

/** What every use case works with. `now` is epoch ms. */
export interface Services {
  books: Books
  gateway: Gateway
  now: () => number
  log: Log
}
