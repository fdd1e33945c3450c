import { isDeepStrictEqual } from 'node:util'
import type { DatabaseCommand } from '@stack/cloud-function'
import { countTasks, countWaiting, type Order } from '@stack/order'
import { transactionDays } from './transaction-days.ts'

/** An order as it lies in the database: with what compare-and-set needs and what lists search by. */
export interface OrderDocument extends Order {
  version: number
  /** Id of the last write: tells a writer whose answer got lost whether its write happened. */
  lastWrite: string
  waitingRefunds: number
  /** Number of tasks that only a merchant can finish: refunds, and more refunded than paid. */
  refundTasks: number
  refundCount: number
  /** The days whose bills may hold its money. */
  transactionDays: string[]
}

/** Converts an order to the document that is stored. */
export function toDocument(order: Order, version: number, lastWrite: string): OrderDocument {
  return {
    ...order,
    version,
    lastWrite,
    waitingRefunds: countWaiting(order),
    refundTasks: countTasks(order),
    refundCount: order.refunds.length,
    transactionDays: transactionDays(order),
  }
}

/**
 * Returns the update from one version of a document to the next: whole fields, as far as they differ. Each is wrapped in `set`: a plain
 * object would be merged into the old one, an empty one silently dropped.
 */
export function toUpdate(from: OrderDocument, to: OrderDocument, command: DatabaseCommand): Record<string, unknown> {
  const stored = from as unknown as Record<string, unknown>
  const changed = Object.entries(to).filter(([name, value]) => !isDeepStrictEqual(value, stored[name]))
  return Object.fromEntries(changed.map(([name, value]) => [name, command.set(value)]))
}
