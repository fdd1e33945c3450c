import { apply, fold } from '../model/apply.ts'
import type { OrderEvent } from '../model/events.ts'
import type { Order } from '../model/order.ts'
import { computeNextCheck } from '../model/schedule.ts'

/** The answer of every verb of this package: the order as it is from now on, or a named refusal. */
export type Decision<Refused extends string> =
  | { ok: true; change: 'none' | 'changed'; order: Order }
  | { ok: false; refused: Refused }

/** Nothing to write: the same was decided before. */
export function unchanged(order: Order): { ok: true; change: 'none'; order: Order } {
  return { ok: true, change: 'none', order }
}

/** The order after these events; facts, history and schedule always move together. */
export function changed(
  order: Order,
  now: number,
  ...events: OrderEvent[]
): { ok: true; change: 'changed'; order: Order } {
  let facts = order as Omit<Order, 'history' | 'nextCheckAt' | 'lastQueriedAt' | 'refundHints' | 'lastSend'>
  for (const event of events) facts = apply(facts, event)
  return {
    ok: true,
    change: 'changed',
    order: {
      ...facts,
      history: [...order.history, ...events],
      nextCheckAt: computeNextCheck(facts, now),
      lastQueriedAt: order.lastQueriedAt,
      refundHints: order.refundHints,
      lastSend: order.lastSend ?? null,
    },
  }
}

/** A new order from its first event. */
export function begun(event: OrderEvent, now: number): Order {
  const facts = fold([event])
  const schedule = { nextCheckAt: computeNextCheck(facts, now), lastQueriedAt: 0, refundHints: 0, lastSend: null }
  return { ...facts, history: [event], ...schedule }
}
