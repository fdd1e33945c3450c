import { countWaiting, createOrder, isSameOrder, type Order, type Product } from '@stack/order'
import { readCursor } from '../store/list-orders.ts'
import type { Books, OrderCondition, UnmatchedMoney } from '../store/order-store.ts'

export interface MemoryBooks extends Books {
  stored: Map<string, Order>
  unmatched: UnmatchedMoney[]
}

function meets(order: Order, condition: OrderCondition): boolean {
  const { openid, outTradeNo, states, withRefunds, withWaitingRefunds } = condition
  return (
    (openid === undefined || order.openid === openid) &&
    (outTradeNo === undefined || order._id === outTradeNo) &&
    (states === undefined || states.includes(order.state)) &&
    (withRefunds === undefined || order.refunds.length > 0) &&
    (withWaitingRefunds === undefined || countWaiting(order) > 0)
  )
}

const newestFirst = (a: Order, b: Order) => b.createdAt - a.createdAt || (a._id < b._id ? 1 : -1)

/** Books in memory, with the real verbs of an order and no database: for unit tests of use cases. Stock stays as it is. */
export function memoryBooks(seed: { orders?: Order[]; products?: Product[]; merchants?: string[] } = {}): MemoryBooks {
  const { products = [], merchants = [] } = seed
  const stored = new Map((seed.orders ?? []).map((order) => [order._id, order]))
  const unmatched: UnmatchedMoney[] = []
  return {
    stored,
    unmatched,
    find: async (outTradeNo) => stored.get(outTradeNo) ?? null,
    async create(wanted, now) {
      const earlier = stored.get(wanted.outTradeNo)
      if (earlier !== undefined) {
        return isSameOrder(earlier, wanted) ? { ok: true, order: earlier } : { ok: false, refused: 'request_id_reused' }
      }
      const decision = createOrder(wanted, new Map(products.map((product) => [product._id, product])), now)
      if (decision.ok) stored.set(wanted.outTradeNo, decision.order)
      return decision
    },
    async change(outTradeNo, decide) {
      const order = stored.get(outTradeNo)
      if (order === undefined) return { ok: false, refused: 'not_found' }
      const decision = decide(order)
      if (decision.ok && decision.change === 'changed') stored.set(outTradeNo, decision.order)
      return decision
    },
    async list(condition, { after, limit }) {
      const cursor = after === undefined ? null : readCursor(after)
      const found = [...stored.values()].filter((order) => meets(order, condition)).sort(newestFirst)
      const start = cursor === null ? 0 : found.findIndex(({ _id }) => _id === cursor.outTradeNo) + 1
      const orders = found.slice(start, start + limit)
      const last = orders.at(-1)
      return { orders, next: found.length > start + limit && last ? `${last.createdAt}_${last._id}` : null }
    },
    listDue: async ({ states, now, limit }) =>
      [...stored.values()]
        .filter(({ state, nextCheckAt }) => states.includes(state) && nextCheckAt !== null && nextCheckAt <= now)
        .sort((a, b) => Number(a.nextCheckAt) - Number(b.nextCheckAt))
        .slice(0, limit),
    products: async () => products.filter(({ onShelf }) => onShelf),
    isMerchant: async (openid) => merchants.includes(openid),
    async keepUnmatched(money) {
      unmatched.push(money)
    },
  }
}
