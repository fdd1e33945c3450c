import type { Order } from '../model/order.ts'
import { changed, type Decision, unchanged } from './decision.ts'
import { endByMismatch } from './record-payment.ts'

/**
 * Records that WeChat has money for an order which cannot be read as fen, as our own query found. An order that waits for
 * its payment ends: its number can never be paid again. For any other nothing changes.
 */
export function recordUnreadablePayment(
  order: Order,
  { transactionId, problem }: { transactionId: string | null; problem: string },
  now: number,
): Decision<never> {
  if (order.state !== 'unpaid' && order.state !== 'closing') return unchanged(order)
  const event = { type: 'payment-unreadable', at: now, transactionId, problem } as const
  return changed(order, now, event, ...endByMismatch(order, now))
}
