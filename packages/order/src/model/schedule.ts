import { limits } from './limits.ts'
import type { OrderFacts } from './order.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * Delays at which WeChat Pay advises to query an order, counted from its prepay_id: the notification may never arrive.
 * @see https://pay.weixin.qq.com/docs/merchant/products/query-order/callback-and-query-order.html
 */
const queryPlan = [5 * second, 30 * second, minute, 3 * minute, 5 * minute, 10 * minute, 30 * minute]

/** The next question of the plan, and at the latest the expiry. */
function scheduleUnpaid({ prepay, expiresAt }: OrderFacts, now: number): number {
  const { prepaidAt } = prepay ?? {}
  const next = prepaidAt ? queryPlan.map((after) => prepaidAt + after).find((at) => at > now) : undefined
  return Math.min(next ?? expiresAt, expiresAt)
}

/** Returns the next query of a refund after CHANGE: hourly for a day, daily for 30 more, then only when a merchant asks. */
function scheduleFollowed(since: number, now: number): number | null {
  const age = now - since
  if (age < day) return now + hour
  return age < 31 * day ? now + day : null
}

/** The earliest of some times; null when there is none. */
function earliest(times: (number | null)[]): number | null {
  const set = times.filter((time) => time !== null)
  return set.length === 0 ? null : Math.min(...set)
}

/** Says when a timer has to look at an order next (epoch ms), or null when nothing about it is open. */
export function computeNextCheck(facts: OrderFacts, now: number): number | null {
  switch (facts.state) {
    case 'unpaid':
      return scheduleUnpaid(facts, now)
    case 'closing':
      return Math.max(now + limits.recheckDelayMs, facts.prepay?.inFlightUntil ?? 0)
    case 'closed':
    case 'paid':
      return earliest(
        facts.refunds.map(({ state, followedSince }) => {
          if (state === 'approved' || state === 'processing') return now + limits.recheckDelayMs
          return followedSince === null ? null : scheduleFollowed(followedSince, now)
        }),
      )
  }
}
