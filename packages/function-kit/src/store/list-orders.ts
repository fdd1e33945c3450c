import type { Order } from '@stack/order'
import type { CloudDatabase } from './cloud-database.ts'

export interface OrderPage {
  orders: Order[]
  next: string | null
}

/** Reads the cursor of a paged list, `<createdAt>_<outTradeNo>`; null when it is not one. */
export function readCursor(after: string): { createdAt: number; outTradeNo: string } | null {
  const match = /^(\d{1,15})_([0-9A-Za-z]{6,32})$/.exec(after)
  return match?.[1] && match[2] ? { createdAt: Number(match[1]), outTradeNo: match[2] } : null
}

/** Lists orders, newest first, `limit` at a time (at most 50). */
export async function listOrders(
  db: CloudDatabase,
  condition: Record<string, unknown>,
  page: { after: string | undefined; limit: number },
): Promise<OrderPage> {
  const { command } = db
  const cursor = page.after === undefined ? null : readCursor(page.after)
  const where =
    cursor === null
      ? condition
      : command.or([
          { ...condition, createdAt: command.lt(cursor.createdAt) },
          { ...condition, createdAt: cursor.createdAt, _id: command.lt(cursor.outTradeNo) },
        ])
  const { data } = await db
    .collection('orders')
    .where(where)
    .orderBy('createdAt', 'desc')
    .orderBy('_id', 'desc')
    .limit(page.limit + 1)
    .get()
  const orders = data.slice(0, page.limit) as unknown as Order[]
  const last = orders.at(-1)
  return { orders, next: data.length > page.limit && last ? `${last.createdAt}_${last._id}` : null }
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
