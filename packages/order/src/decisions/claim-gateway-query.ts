import { limits } from '../model/limits.ts'
import type { Order } from '../model/order.ts'
import { openRefunds } from '../model/refunds.ts'
import { computeNextCheck } from '../model/schedule.ts'
import { type Decision, unchanged } from './decision.ts'

/** Says what only the gateway can answer about an order now, if anything. */
export function pendingGatewayQuery(order: Order): 'payment' | 'refund' | null {
  if (order.state === 'unpaid' || order.state === 'closing') return order.prepay === null ? null : 'payment'
  return openRefunds(order).length > 0 ? 'refund' : null
}

/** Takes the turn to ask the gateway: at most one caller per order and interval gets it, whoever writes first. */
export function claimGatewayQuery(order: Order, now: number): Decision<'nothing_pending' | 'queried_recently'> {
  if (pendingGatewayQuery(order) === null) return { ok: false, refused: 'nothing_pending' }
  // A clock set back must not silence the questions for ever: only the past counts.
  const since = now - order.lastQueriedAt
  if (since >= 0 && since < limits.queryIntervalMs) return { ok: false, refused: 'queried_recently' }
  return { ok: true, change: 'changed', order: { ...order, lastQueriedAt: now } }
}

/**
 * Sets when a timer looks next, e.g. at once after a hint, later after an answer that left things open. Unchanged when
 * nothing is open: a late hint must not put a finished order before the timer for ever.
 */
export function setNextCheck(order: Order, nextCheckAt: number): Decision<never> {
  if (computeNextCheck(order, nextCheckAt) === null || order.nextCheckAt === nextCheckAt) return unchanged(order)
  return { ok: true, change: 'changed', order: { ...order, nextCheckAt } }
}

/** Sets the next check by the plan: after an answer of the gateway that changed nothing, or none. */
export function checkByPlan(order: Order, now: number): Decision<never> {
  const nextCheckAt = computeNextCheck(order, now)
  if (order.nextCheckAt === nextCheckAt) return unchanged(order)
  return { ok: true, change: 'changed', order: { ...order, nextCheckAt } }
}

/** Puts an order that is still due off: to its next question, and by a minute at least, so that others come first. */
export function postponeCheck(order: Order, now: number): Decision<never> {
  if (order.nextCheckAt === null || order.nextCheckAt > now) return unchanged(order)
  const planned = computeNextCheck(order, now)
  const nextCheckAt = planned && Math.max(now + limits.recheckDelayMs, planned)
  return { ok: true, change: 'changed', order: { ...order, nextCheckAt } }
}
