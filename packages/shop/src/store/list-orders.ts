import type { CloudDatabase } from '@stack/cloud-function'
import { listNewest, type Page } from '@stack/cloud-function'
import type { Order } from '@stack/order'

/** Page of orders and the position after it. */
export interface OrderPage {
  orders: Order[]
  next: string | null
}

/** Lists orders, newest first, `limit` at a time (at most 50). */
export async function listOrders(
  db: CloudDatabase,
  condition: Record<string, unknown>,
  page: Page,
): Promise<OrderPage> {
  const list = { collection: 'orders', sortedBy: 'createdAt' } as const
  const { documents, next } = await listNewest<'createdAt', Order>(db, list, condition, page)
  return { orders: documents, next }
}

/** Orders that a timer has to look at: the longest due first. */
export async function listDueOrders(
  db: CloudDatabase,
  due: { states: Order['state'][]; now: number; limit: number },
): Promise<Order[]> {
  const { data } = await db
    .collection('orders')
    .where({ state: db.command.in(due.states), nextCheckAt: db.command.lte(due.now) })
    .orderBy('nextCheckAt', 'asc')
    .limit(due.limit)
    .get()
  return data as unknown as Order[]
}

/** Orders of which money moved on a day (`2026-03-01`), by number; `after` is the last number of the page before. */
export async function listOrdersByDay(
  db: CloudDatabase,
  day: string,
  page: { after: string | null; limit: number },
): Promise<Order[]> {
  const behind = page.after === null ? {} : { _id: db.command.gt(page.after) }
  const { data } = await db
    .collection('orders')
    .where({ transactionDays: day, ...behind })
    .orderBy('_id', 'asc')
    .limit(page.limit)
    .get()
  return data as unknown as Order[]
}

/** The orders with these numbers (at most 100), as far as they exist. */
export async function findOrders(db: CloudDatabase, outTradeNos: string[]): Promise<Order[]> {
  if (outTradeNos.length === 0) return []
  const { data } = await db
    .collection('orders')
    .where({ _id: db.command.in(outTradeNos) })
    .limit(outTradeNos.length)
    .get()
  return data as unknown as Order[]
}
