import type { Order } from '@stack/order'

/** Refunds that hold no money: by the rule, not by the code under test. */
export const freeRefunds: ReadonlySet<string> = new Set(['withdrawn', 'rejected', 'closed', 'abandoned'])

type RefundEvent = Extract<Order['history'][number], { refundId: string }>

/** Whether a refund was freed once, so that its money was promised again, or is a fact that the shop did not decide. */
function isBeyondLimit(event: Order['history'][number]): event is RefundEvent {
  return (
    (event.type === 'refund-settled-manually' && event.isFact) ||
    (event.type === 'refund-settled' && event.state === 'closed') ||
    event.type === 'refund-abandoned'
  )
}

/**
 * What is given back, or may be, of one payment: the order's own, or an extra one by its transaction_id. What happened
 * outside the shop, at WeChat's platform or in cash, or after WeChat had said no, is not the shop's to limit.
 */
export function heldFen({ refunds, history }: Order, extraTransactionId: string | null): number {
  const beyond = new Set(history.flatMap((event) => (isBeyondLimit(event) ? [event.refundId] : [])))
  const held = refunds.filter(
    (refund) =>
      refund.extraTransactionId === extraTransactionId &&
      refund.requestedBy !== 'platform' &&
      !beyond.has(refund.refundId),
  )
  return held.reduce((sum, { state, amountFen }) => (freeRefunds.has(state) ? sum : sum + amountFen), 0)
}

/** How many times a refund has reached the buyer. */
const timesPaid: Partial<Record<string, number>> = { succeeded: 1, 'settled-manually': 1, 'refunded-twice': 2 }

/** What the buyer has of the order's own payment. */
export function refundedFen({ refunds }: Order): number {
  const own = refunds.filter(({ extraTransactionId }) => extraTransactionId === null)
  return own.reduce((sum, { state, amountFen }) => sum + (timesPaid[state] ?? 0) * amountFen, 0)
}
