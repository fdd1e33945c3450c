import { limits } from './limits.ts'
import { type Fen, fen, sumFen } from './money.ts'
import type { Order, OrderFacts, Payment, Refund, RefundState } from './order.ts'

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
  abandoned: false,
  'settled-manually': true,
}

/** Which refunds the gateway may have heard of; of one that was given up it said that it has not. */
const sent: Record<RefundState, boolean> = { ...reserves, waiting: false, closed: true }

/** Ends at the gateway, or none there, that leave a person something to do. */
const tasks: ReadonlySet<RefundState> = new Set(['refused', 'abnormal', 'closed'])

/** Says whether the gateway may have heard of a refund. */
function isSent({ state }: Refund): boolean {
  return sent[state]
}

/** Says whether a merchant has to end a refund: the gateway refused it, or could not bring the money to the buyer. */
export function isTask({ state }: Pick<Refund, 'state'>): boolean {
  return tasks.has(state)
}

/** Refunds of the order's own payment: what an extra payment gives back is no part of what was bought. */
function ownRefunds({ refunds }: OrderFacts): Refund[] {
  // Refunds stored before extra payments were kept lack the number.
  return refunds.filter(({ extraTransactionId }) => (extraTransactionId ?? null) === null)
}

/** The payment with this transaction_id, the order's own or an extra one. */
export function findPayment({ payment, extraPayments }: OrderFacts, transactionId: string): Payment | undefined {
  return [payment, ...(extraPayments ?? [])].find((one) => one?.transactionId === transactionId) ?? undefined
}

/** The payment that a refund gives back. Throws on a refund of a payment that nobody booked. */
export function refundedPayment(order: OrderFacts, { refundId, extraTransactionId }: Refund): Payment {
  const payment = extraTransactionId ? findPayment(order, extraTransactionId) : order.payment
  if (!payment) throw new Error(`[order] ${refundId} gives back a payment that order ${order._id} does not know`)
  return payment
}

/** out_refund_no of the next refund: derived from the order and a counter, so that a repetition cannot make a second one. */
export function nextRefundId(order: OrderFacts): string {
  return `${order._id}R${order.refunds.length + 1}`
}

export function findRefund(order: OrderFacts, refundId: string): Refund | undefined {
  return order.refunds.find((refund) => refund.refundId === refundId)
}

/** What of the order's own payment has arrived back at the buyer, through WeChat or by hand, in fen. */
export function refundedFen(order: OrderFacts): Fen {
  return sumFen(
    ownRefunds(order)
      .filter(({ state }) => state === 'succeeded' || state === 'settled-manually')
      .map(({ amountFen }) => amountFen),
  )
}

/** What is given back or decided to be, in fen: everything held but what only waits for a merchant. */
export function givenBackFen(order: OrderFacts): Fen {
  const given = ownRefunds(order).filter(({ state }) => reserves[state] && sent[state])
  return sumFen(given.map(({ amountFen }) => amountFen))
}

/** What may still be asked back: paid less everything that waits, is under way or is done. In fen. */
export function refundableFen(order: OrderFacts): Fen {
  if (order.payment === null) return fen(0)
  const held = sumFen(
    ownRefunds(order)
      .filter(({ state }) => reserves[state])
      .map(({ amountFen }) => amountFen),
  )
  // A refund that the gateway called closed, and later done all the same, can bring more back than was paid.
  return fen(Math.max(0, order.payment.totalFen - held))
}

export function countWaiting(order: OrderFacts): number {
  return order.refunds.filter(({ state }) => state === 'waiting').length
}

/** Requests of the buyer that wait: the buyer's bound is on them. */
export function countAsking(order: OrderFacts): number {
  return order.refunds.filter(({ state, requestedBy }) => state === 'waiting' && requestedBy === order.openid).length
}

/** Refunds that are a task for a merchant. */
export function countTasks(order: OrderFacts): number {
  return order.refunds.filter(isTask).length
}

export function countSent(order: OrderFacts): number {
  return ownRefunds(order).filter(isSent).length
}

/** Says whether giving this amount back as well is more than one merchant alone may decide of this order. */
export function needsSecond(order: OrderFacts, amountFen: Fen, fourEyesFen: number): boolean {
  return givenBackFen(order) + amountFen > fourEyesFen
}

/** Says whether WeChat Pay no longer takes refunds of this order's payment. */
export function isRefundPeriodOver(order: OrderFacts, now: number): boolean {
  return order.payment !== null && now - order.payment.paidAt > limits.refundPeriodMs
}

/** Refunds whose end the gateway still owes us, or still has to hear of. */
export function openRefunds(order: Order): Refund[] {
  const open = order.refunds.filter(({ state }) => state === 'approved' || state === 'processing')
  // Whoever was sent last stands at the end: one that stays open must not keep the turn from the others.
  const isLast = ({ refundId }: Refund) => Number(refundId === order.lastSend?.refundId)
  return open.sort((a, b) => isLast(a) - isLast(b))
}
