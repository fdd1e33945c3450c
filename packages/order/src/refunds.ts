import { type Fen, fen, sumFen } from './money.ts'
import type { Order, OrderFacts, Refund, RefundState } from './order.ts'

/** Which refunds hold their amount: everything that is, or may still become, money given back. */
const reserves: Record<RefundState, boolean> = {
  waiting: true,
  withdrawn: false,
  rejected: false,
  approved: true,
  refused: true,
  processing: true,
  succeeded: true,
  abnormal: true,
  closed: false,
}

/** Which refunds the gateway may have heard of. */
const sent: Record<RefundState, boolean> = { ...reserves, waiting: false, closed: true }

/** Says whether the gateway may have heard of a refund. */
export function isSent({ state }: Refund): boolean {
  return sent[state]
}

/** out_refund_no of the next refund: derived from the order and a counter, so that a repetition cannot make a second one. */
export function nextRefundId(order: OrderFacts): string {
  return `${order._id}R${order.refunds.length + 1}`
}

export function findRefund(order: OrderFacts, refundId: string): Refund | undefined {
  return order.refunds.find((refund) => refund.refundId === refundId)
}

/** What has arrived at the buyer, in fen. */
export function refundedFen(order: OrderFacts): Fen {
  return sumFen(order.refunds.filter(({ state }) => state === 'succeeded').map(({ amountFen }) => amountFen))
}

/** What is given back or decided to be, in fen: everything held but what only waits for a merchant. */
export function givenBackFen(order: OrderFacts): Fen {
  const given = order.refunds.filter(({ state }) => reserves[state] && sent[state])
  return sumFen(given.map(({ amountFen }) => amountFen))
}

/** What may still be asked back: paid less everything that waits, is under way or is done. In fen. */
export function refundableFen(order: OrderFacts): Fen {
  if (order.payment === null) return fen(0)
  const held = sumFen(order.refunds.filter(({ state }) => reserves[state]).map(({ amountFen }) => amountFen))
  return fen(order.payment.totalFen - held)
}

export function countWaiting(order: OrderFacts): number {
  return order.refunds.filter(({ state }) => state === 'waiting').length
}

export function countSent(order: OrderFacts): number {
  return order.refunds.filter(isSent).length
}

/** Refunds whose end the gateway still owes us, or still has to hear of. */
export function openRefunds(order: Order): Refund[] {
  return order.refunds.filter(({ state }) => state === 'approved' || state === 'processing')
}
