import { limits } from '../model/limits.ts'
import type { Order } from '../model/order.ts'
import { openRefunds } from '../model/refunds.ts'
import { scheduleCheck } from '../model/schedule.ts'
import { type Decision, unchanged } from './decision.ts'

/** Says what only the gateway can answer about an order now, if anything. */
export function pendingAt(order: Order): 'payment' | 'refund' | null {
  if (order.state === 'unpaid' || order.state === 'closing') return order.prepay === null ? null : 'payment'
  return openRefunds(order).length > 0 ? 'refund' : null
}

/** Takes the turn to ask the gateway: at most one caller per order and interval gets it, whoever writes first. */
export function takeTurn(order: Order, now: number): Decision<'nothing_pending' | 'asked_recently'> {
  if (pendingAt(order) === null) return { ok: false, refused: 'nothing_pending' }
  // A clock set back must not silence the questions for ever: only the past counts.
  const since = now - order.askedAt
  if (since >= 0 && since < limits.askIntervalMs) return { ok: false, refused: 'asked_recently' }
  return { ok: true, change: 'changed', order: { ...order, askedAt: now } }
}

/**
 * Sets when a timer looks next, e.g. at once after a hint, later after an answer that left things open. Unchanged when
 * nothing is open: a late hint must not put a finished order before the timer for ever.
 */
export function checkAt(order: Order, nextCheckAt: number): Decision<never> {
  if (scheduleCheck(order, nextCheckAt) === null || order.nextCheckAt === nextCheckAt) return unchanged(order)
  return { ok: true, change: 'changed', order: { ...order, nextCheckAt } }
}

/** Sets the next check by the plan: after an answer of the gateway that changed nothing, or none. */
export function checkByPlan(order: Order, now: number): Decision<never> {
  const nextCheckAt = scheduleCheck(order, now)
  if (order.nextCheckAt === nextCheckAt) return unchanged(order)
  return { ok: true, change: 'changed', order: { ...order, nextCheckAt } }
}

/** Puts an order that is still due off: to its next question, and by a minute at least, so that others come first. */
export function putOff(order: Order, now: number): Decision<never> {
  if (order.nextCheckAt === null || order.nextCheckAt > now) return unchanged(order)
  const planned = scheduleCheck(order, now)
  const nextCheckAt = planned && Math.max(now + limits.checkAgainMs, planned)
  return { ok: true, change: 'changed', order: { ...order, nextCheckAt } }
}
