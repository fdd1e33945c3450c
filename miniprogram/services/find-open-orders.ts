import type { OrderView } from '@stack/contract'
import { callFunction } from './call-function'
import type { Refusal } from './refusals'

/**
 * The buyer's orders that are neither paid nor closed, and what became of those in `shown` that were open. Each is asked
 * for by itself: only get-order asks WeChat, and a payment may have come while nobody looked.
 */
export async function findOpenOrders(
  shown: readonly OrderView[],
  call: typeof callFunction = callFunction,
): Promise<{ orders: OrderView[]; refused: Refusal | null }> {
  const listed = await call('list-orders', { tab: 'unpaid', limit: 5 })
  if (!listed.ok) return { orders: [], refused: listed.refused }
  const open = shown.filter(({ state }) => state === 'unpaid' || state === 'closing')
  const numbers = new Set([...listed.orders, ...open].map(({ outTradeNo }) => outTradeNo))
  const asked = await Promise.all([...numbers].map((outTradeNo) => call('get-order', { outTradeNo })))
  const told = asked.flatMap((answer) => (answer.ok ? [answer.order] : []))
  return { orders: [...listed.orders, ...told], refused: null }
}
