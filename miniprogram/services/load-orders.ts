import type { CallData, Cursor, OrderView } from '@stack/contract'
import { callFunction } from './call-function'
import type { Refusal } from './refusals'

/** Which of the buyer's orders are shown. */
export type Tab = NonNullable<CallData<'list-orders'>['tab']>

type Loaded = { ok: true; orders: OrderView[]; next: Cursor | null } | { ok: false; refused: Refusal }

const mostPerCall = 50

/** At least `count` of the buyer's orders, newest first, as long as there are so many. Asks again for long lists. */
export async function loadOrders(
  { tab, count, after }: { tab: Tab; count: number; after?: Cursor },
  call: typeof callFunction = callFunction,
): Promise<Loaded> {
  const orders: OrderView[] = []
  let next: Cursor | null = after ?? null
  do {
    const limit = Math.min(count - orders.length, mostPerCall)
    const answer = await call('list-orders', { tab, limit, ...(next !== null && { after: next }) })
    if (!answer.ok) return answer
    orders.push(...answer.orders)
    next = answer.next
  } while (next !== null && orders.length < count)
  return { ok: true, orders, next }
}
