import type { Call } from '@stack/cloud-function'
import type { CallAnswer, CallData } from '@stack/contract'
import type { Order } from '@stack/order'
import { type Services, viewOrder } from '@stack/shop'

type Tab = NonNullable<CallData<'list-orders'>['tab']>

const conditions: Record<Tab, { states?: Order['state'][]; withRefunds?: true }> = {
  all: {},
  unpaid: { states: ['unpaid', 'closing'] },
  paid: { states: ['paid'] },
  refund: { withRefunds: true },
}

/** The caller's own orders, newest first. */
export async function listOrders(
  { store }: Pick<Services, 'store'>,
  { openid, data }: Call<{ tab: Tab; after: string | undefined; limit: number }>,
): Promise<CallAnswer<'list-orders'>> {
  const { orders, next } = await store.list({ openid, ...conditions[data.tab] }, data)
  return { ok: true, orders: orders.map(viewOrder), next }
}
