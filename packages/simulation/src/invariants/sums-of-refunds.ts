import type { Order } from '@stack/order'

/** Refunds that hold no money: by the rule, not by the code under test. */
export const freeRefunds: ReadonlySet<string> = new Set(['withdrawn', 'rejected', 'closed', 'abandoned'])

type OrderEvent = Order['history'][number]
type RefundEvent = Extract<OrderEvent, { refundId: string }>

const isFact = (event: OrderEvent): event is RefundEvent => event.type === 'refund-settled-manually' && event.isFact
const isFreed = (event: OrderEvent): event is RefundEvent =>
  event.type === 'refund-abandoned' || (event.type === 'refund-settled' && event.state === 'closed')

/** A refund that was freed and then settled was decided anew: it is within the limit like any other. */
const decidedAgain: ReadonlySet<string> = new Set(['settled-manually', 'refunded-twice'])

/** Says whether a refund is a fact that the shop did not decide, or was freed, so that its money was promised again. */
function isBeyondLimit({ history }: Order, { refundId, state }: Order['refunds'][number]): boolean {
  return history.some(
    (event) => (isFact(event) || (isFreed(event) && !decidedAgain.has(state))) && event.refundId === refundId,
  )
}

/**
 * Sums what is refunded, or may be, of one payment: the order's own, or an extra one by its transaction_id. What happened
 * outside the shop, at WeChat's platform or in cash, or after WeChat had said no, is not the shop's to limit.
 */
export function heldFen(order: Order, extraTransactionId: string | null): number {
  const held = order.refunds.filter(
    (refund) =>
      refund.extraTransactionId === extraTransactionId &&
      refund.requestedBy !== 'platform' &&
      !isBeyondLimit(order, refund),
  )
  return held.reduce((sum, { state, amountFen }) => (freeRefunds.has(state) ? sum : sum + amountFen), 0)
}

/** Returns how many times a refund has reached the buyer. */
const timesPaid: Partial<Record<string, number>> = { succeeded: 1, 'settled-manually': 1, 'refunded-twice': 2 }

/** Returns what the buyer has of the order's own payment. */
export function refundedFen({ refunds }: Order): number {
  const own = refunds.filter(({ extraTransactionId }) => extraTransactionId === null)
  return own.reduce((sum, { state, amountFen }) => sum + (timesPaid[state] ?? 0) * amountFen, 0)
}
