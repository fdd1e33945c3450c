import type { OrderView } from '@stack/contract'

/**
 * Merges known orders with newer answers of the server, newest order first. Answers may overtake each other: every
 * change of an order adds to its timeline, so the longer timeline is the later word.
 */
export function mergeOrders(known: readonly OrderView[], told: readonly OrderView[]): OrderView[] {
  const byNumber = new Map<string, OrderView>()
  for (const order of [...known, ...told]) {
    const earlier = byNumber.get(order.outTradeNo)
    if (earlier === undefined || order.timeline.length >= earlier.timeline.length) {
      byNumber.set(order.outTradeNo, order)
    }
  }
  return [...byNumber.values()].sort((a, b) => b.createdAt - a.createdAt)
}
