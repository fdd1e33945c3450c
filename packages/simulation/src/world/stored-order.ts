import type { Order } from '@stack/order'

/** An order as it lies in the database. */
export interface StoredOrder extends Order {
  version: number
  lastWrite: string
}
