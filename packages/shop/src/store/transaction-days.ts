import type { Order, Payment, Refund } from '@stack/order'
import { beijingDay } from './beijing-day.ts'

const dayMs = 24 * 3_600_000
/** WeChat accepts by its own clock: ours may be off by so much, in ms. */
const slackMs = 30 * 60_000
/** More days are not searched for a refund whose acceptance was learned that late. */
const mostDays = 7

/** The day whose bill holds a payment: time_end is WeChat's own. */
export function dayOfPayment({ paidAt }: Pick<Payment, 'paidAt'>): string {
  return beijingDay(paidAt)
}

/** The last day whose bill may hold a refund; undefined while nobody here knows that it was accepted. */
export function lastDayOfRefund({ acceptedAt }: Refund): string | undefined {
  return acceptedAt === null ? undefined : beijingDay(acceptedAt + slackMs)
}

/**
 * The other days whose bill may hold a refund, the latest first: WeChat accepted it between its first approval and the
 * moment at which we heard of it.
 */
export function earlierDaysOfRefund(order: Order, { refundId, acceptedAt }: Refund): string[] {
  if (acceptedAt === null) return []
  const approved = order.history.find((event) => event.type === 'refund-approved' && event.refundId === refundId)
  const first = Math.max(approved?.at ?? acceptedAt, acceptedAt - mostDays * dayMs) - slackMs
  const last = beijingDay(acceptedAt + slackMs)
  const days = new Set<string>()
  for (let at = acceptedAt + slackMs; at > first; at -= dayMs) days.add(beijingDay(at))
  days.add(beijingDay(first))
  days.delete(last)
  return [...days]
}

/** The days in whose reconciliation an order is looked at: what it is found by. */
export function transactionDays({ payment, extraPayments, refunds }: Order): string[] {
  const payments = [payment, ...extraPayments].filter((one) => one !== null)
  return [...new Set([...payments.map(dayOfPayment), ...refunds.flatMap((refund) => lastDayOfRefund(refund) ?? [])])]
}
