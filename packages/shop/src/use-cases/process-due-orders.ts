import { type Order, postponeCheck } from '@stack/order'
import type { Services } from './services.ts'

const batch = 20

/**
 * Works through the orders that are due, the longest due first, until none is left or the time is up; the next tick goes
 * on. One order that fails is put off and never stops the rest.
 */
export async function processDueOrders(
  { store, now, log }: Services,
  states: Order['state'][],
  deadline: number,
  work: (order: Order) => Promise<unknown>,
): Promise<{ done: number; failed: number }> {
  const seen = new Set<string>()
  let failed = 0
  const leave = (order: Order) => store.change(order._id, (current) => postponeCheck(current, now()))
  while (now() < deadline) {
    // Those that failed may still stand in front: they must not hide the ones behind them.
    const listed = await store.listDue({ states, now: now(), limit: batch + failed })
    const due = listed.filter(({ _id }) => !seen.has(_id))
    if (due.length === 0) break
    for (const order of due) {
      if (now() >= deadline) break
      seen.add(order._id)
      try {
        await work(order)
        // What is still due would come first again at every tick and keep the others waiting.
        await leave(order)
      } catch (error) {
        failed += 1
        log('error', 'order.processing_failed', 'processing an order failed; its check is postponed', {
          outTradeNo: order._id,
          error,
        })
        await leave(order).catch((again: unknown) => {
          log('error', 'order.postponing_failed', 'postponing the check of an order failed', {
            outTradeNo: order._id,
            error: again,
          })
        })
      }
    }
  }
  return { done: seen.size - failed, failed }
}
