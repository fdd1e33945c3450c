import { limits } from './limits.ts'
import type { OrderFacts } from './order.ts'

const second = 1_000
const minute = 60 * second

/**
 * When WeChat Pay advises to ask whether an order is paid, counted from its prepay_id: the notification may never come.
 * @see https://pay.weixin.qq.com/docs/merchant/products/query-order/callback-and-query-order.html
 */
const queryPlan = [5 * second, 30 * second, minute, 3 * minute, 5 * minute, 10 * minute, 30 * minute]

/** The next question of the plan, and at the latest the expiry. */
function scheduleUnpaid({ prepay, expiresAt }: OrderFacts, now: number): number {
  const { prepaidAt } = prepay ?? {}
  const next = prepaidAt ? queryPlan.map((after) => prepaidAt + after).find((at) => at > now) : undefined
  return Math.min(next ?? expiresAt, expiresAt)
}

/** Says when a timer has to look at an order next (epoch ms), or null when nothing about it is open. */
export function scheduleCheck(facts: OrderFacts, now: number): number | null {
  switch (facts.state) {
    case 'unpaid':
      return scheduleUnpaid(facts, now)
    case 'closing':
      return Math.max(now + limits.checkAgainMs, facts.prepay?.underWayUntil ?? 0)
    case 'closed':
    case 'paid':
      return facts.refunds.some(({ state }) => state === 'approved' || state === 'processing')
        ? now + limits.checkAgainMs
        : null
  }
}
