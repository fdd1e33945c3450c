import type { Log } from '@stack/cloud-function'
import type { Gateway } from '../gateway/gateway.ts'
import type { ShopStore } from '../store/order-store.ts'

/** Services of every use case. `now` is epoch ms. */
export interface Services {
  store: ShopStore
  gateway: Gateway
  now: () => number
  log: Log
}
