import { limits } from './limits.ts'
import { type Fen, fen, sumFen } from './money.ts'
import type { Order, OrderFacts, Payment, Refund, RefundState } from './order.ts'
import { isUnsent } from './refund-reports.ts'
import { type RefundWeight, refundWeights, usedUpTimes } from './refund-weights.ts'

/** Ends at the gateway, or none there, that only a merchant can finish. */
const tasks: ReadonlySet<RefundState> = new Set(['refused', 'returned-to-merchant', 'abnormal', 'closed'])

/** Says whether a merchant has to end a refund: the gateway refused it, or did not bring the money, or the buyer has it twice. */
export function isMerchantTask({ state, resolution }: Pick<Refund, 'state' | 'resolution'>): boolean {
  return tasks.has(state) || (state === 'refunded-twice' && resolution === null)
}

/** Returns the refunds of one payment: the order's own (null), or the extra one with this transaction_id. */
function refundsOf({ refunds }: OrderFacts, extraTransactionId: string | null): Refund[] {
  return refunds.filter((refund) => refund.extraTransactionId === extraTransactionId)
}

function sumTimes(refunds: Refund[], times: (refund: Refund) => number): Fen {
  return sumFen(refunds.map((refund) => fen(refund.amountFen * times(refund))))
}

const weigh =
  (column: Exclude<keyof RefundWeight, 'usedUp'>) =>
  ({ state }: Refund): number =>
    refundWeights[state][column]

/** Returns the payment with this transaction_id, the order's own or an extra one. */
export function findPayment({ payment, extraPayments }: OrderFacts, transactionId: string): Payment | undefined {
  return [payment, ...extraPayments].find((one) => one?.transactionId === transactionId) ?? undefined
}

function paymentOf(order: OrderFacts, extraTransactionId: string | null): Payment | null {
  return extraTransactionId === null ? order.payment : (findPayment(order, extraTransactionId) ?? null)
}

/** Returns the payment that a refund gives back. Throws on a refund of a payment that the order does not have. */
export function refundedPayment(order: OrderFacts, { refundId, extraTransactionId }: Refund): Payment {
  const payment = paymentOf(order, extraTransactionId)
  if (payment === null)
    throw new Error(`[order] ${refundId} gives back a payment that order ${order._id} does not have`)
  return payment
}

/** Returns the out_refund_no of the next refund: order and counter, so that a repetition cannot make a second one. */
export function nextRefundId(order: OrderFacts): string {
  let counter = order.refunds.length + 1
  // A refund made at WeChat's platform may have any number, this one too.
  while (findRefund(order, `${order._id}R${counter}`) !== undefined) counter += 1
  return `${order._id}R${counter}`
}

/** Returns the refund with this out_refund_no. */
export function findRefund(order: OrderFacts, refundId: string): Refund | undefined {
  return order.refunds.find((refund) => refund.refundId === refundId)
}

/** Returns what of the order's own payment has reached the buyer, through WeChat or outside it, in fen. */
export function refundedFen(order: OrderFacts): Fen {
  return sumTimes(refundsOf(order, null), weigh('refunded'))
}

/** Returns what of the order's own payment is decided to go back and may still reach the buyer, or has, in fen. */
export function committedRefundFen(order: OrderFacts): Fen {
  return sumTimes(refundsOf(order, null), weigh('committed'))
}

/**
 * Returns what may still be requested of a payment (null: the order's own): paid less all that is reserved, or that
 * WeChat counts against it. In fen.
 */
export function refundableFen(order: OrderFacts, extraTransactionId: string | null = null): Fen {
  const payment = paymentOf(order, extraTransactionId)
  if (payment === null) return fen(0)
  const held = sumTimes(refundsOf(order, extraTransactionId), (refund) =>
    Math.max(refundWeights[refund.state].reserved, usedUpTimes(refund)),
  )
  // What was freed and reached the buyer all the same can bring more back than was paid.
  return fen(Math.max(0, payment.totalFen - held))
}

/** Says whether giving the money of this refund back is still within what was paid, all that is reserved for others deducted. */
export function fitsPayment(order: OrderFacts, refund: Refund): boolean {
  const others = refundsOf(order, refund.extraTransactionId).filter(({ refundId }) => refundId !== refund.refundId)
  return sumTimes(others, weigh('reserved')) + refund.amountFen <= refundedPayment(order, refund).totalFen
}

/** Returns how much more than was paid has reached the buyer, over all payments of the order, in fen. */
export function overRefundedFen(order: OrderFacts): Fen {
  const payments = [null, ...order.extraPayments.map(({ transactionId }) => transactionId)]
  return sumFen(
    payments.map((transactionId) => {
      const refunded = sumTimes(refundsOf(order, transactionId), weigh('refunded'))
      return fen(Math.max(0, refunded - (paymentOf(order, transactionId)?.totalFen ?? 0)))
    }),
  )
}

/** Says whether more was refunded than paid, and no merchant's note is about that much yet. */
export function isOverRefundTask(order: OrderFacts): boolean {
  return overRefundedFen(order) > (order.overRefundResolution?.overRefundedFen ?? 0)
}

/** Counts the refunds that wait for a decision. */
export function countWaiting(order: OrderFacts): number {
  return order.refunds.filter(({ state }) => state === 'waiting').length
}

/** Requests of the buyer that wait: the buyer's bound is on them. */
export function countPendingBuyerRequests(order: OrderFacts): number {
  return order.refunds.filter(({ state, requestedBy }) => state === 'waiting' && requestedBy === order.openid).length
}

/** Counts what only a merchant can finish: refunds, and more refunded than paid. */
export function countTasks(order: OrderFacts): number {
  return order.refunds.filter(isMerchantTask).length + Number(isOverRefundTask(order))
}

/** Counts the refunds of a payment (null: the order's own) that WeChat may have heard of, abandoned ones too: they may come back. */
export function countSent(order: OrderFacts, extraTransactionId: string | null = null): number {
  return refundsOf(order, extraTransactionId).filter(({ state }) => !isUnsent(state)).length
}

/** Says whether giving this amount back as well is more than one merchant alone may decide of this order. */
export function requiresSecondApproval(order: OrderFacts, amountFen: Fen, fourEyesFen: number): boolean {
  return committedRefundFen(order) + amountFen > fourEyesFen
}

/** Says whether WeChat Pay no longer takes refunds of a payment (null: the order's own). */
export function isRefundPeriodOver(order: OrderFacts, extraTransactionId: string | null, now: number): boolean {
  const payment = paymentOf(order, extraTransactionId)
  return payment !== null && now - payment.paidAt > limits.refundPeriodMs
}

/** Returns the refunds whose end the gateway still owes us, or that still have to be sent. */
export function openRefunds(order: Order): Refund[] {
  const open = order.refunds.filter(({ state }) => state === 'approved' || state === 'processing')
  // The one that was sent last stands at the end: one that stays open must not keep the turn from the others.
  const isLast = ({ refundId }: Refund) => Number(refundId === order.lastSend?.refundId)
  return open.sort((a, b) => isLast(a) - isLast(b))
}

/** Returns the refunds that a timer works on: open ones, or else those that it follows after CHANGE or a settlement. */
export function refundsDue(order: Order): Refund[] {
  const open = openRefunds(order)
  return open.length > 0 ? open : order.refunds.filter(({ followedSince }) => followedSince !== null)
}
