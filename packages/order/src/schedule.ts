import { limits } from './limits.ts'
import type { OrderFacts } from './order.ts'

/** Says when a timer has to look at an order next (epoch ms), or null when nothing about it is open. */
export function scheduleCheck(facts: OrderFacts, now: number): number | null {
  switch (facts.state) {
    case 'unpaid':
      return facts.expiresAt
    case 'closing':
      return Math.max(now + limits.checkAgainMs, facts.prepay?.underWayUntil ?? 0)
    case 'closed':
      return null
    case 'paid':
      return facts.refunds.some(({ state }) => state === 'approved' || state === 'processing')
        ? now + limits.checkAgainMs
        : null
  }
}
