import type { Order, Refund } from '@stack/order'
import type { memoryServices } from '../../src/testing.ts'

/** The only refund of a sample order. */
export function onlyRefund({ refunds: [refund] }: Order): Refund {
  if (refund === undefined) throw new Error('the sample has no refund')
  return refund
}

/** What stands in the order records about an order, in a line: its state, and its refunds'. */
export function inBooks({ store }: ReturnType<typeof memoryServices>, { _id }: Order): string {
  const order = store.stored.get(_id)
  return [order?.state, ...(order?.refunds.map(({ state }) => state) ?? [])].join(' ')
}
