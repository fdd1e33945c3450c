import { countTasks, countWaiting, createOrder, isSameOrder, type Order, type Product } from '@stack/order'
import type { OrderCondition, ShopStore } from '../store/order-store.ts'
import { transactionDays } from '../store/transaction-days.ts'
import { type MemoryDiscrepancies, memoryDiscrepancies } from './memory-discrepancies.ts'
import { type MemoryReconciliations, memoryReconciliations } from './memory-reconciliations.ts'
import { pageOf } from './page-of.ts'

export interface MemoryStore extends ShopStore {
  stored: Map<string, Order>
  discrepancies: MemoryDiscrepancies
  reconciliations: MemoryReconciliations
}

function meets(order: Order, condition: OrderCondition): boolean {
  const { openid, outTradeNo, states, withRefunds, withWaitingRefunds, withRefundTasks } = condition
  return (
    (openid === undefined || order.openid === openid) &&
    (outTradeNo === undefined || order._id === outTradeNo) &&
    (states === undefined || states.includes(order.state)) &&
    (withRefunds === undefined || order.refunds.length > 0) &&
    (withWaitingRefunds === undefined || countWaiting(order) > 0) &&
    (withRefundTasks === undefined || countTasks(order) > 0)
  )
}

/** ShopStore in memory, with the real verbs of an order and no database: for unit tests of use cases. Stock stays as it is. */
export function memoryStore(seed: { orders?: Order[]; products?: Product[]; merchants?: string[] } = {}): MemoryStore {
  const { products = [], merchants = [] } = seed
  const stored = new Map((seed.orders ?? []).map((order) => [order._id, order]))
  return {
    stored,
    discrepancies: memoryDiscrepancies(),
    reconciliations: memoryReconciliations(),
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
    async list(condition, page) {
      const found = [...stored.values()].filter((order) => meets(order, condition))
      const { documents, next } = pageOf(found, ({ createdAt }) => createdAt, page)
      return { orders: documents, next }
    },
    listDue: async ({ states, now, limit }) =>
      [...stored.values()]
        .filter(({ state, nextCheckAt }) => states.includes(state) && nextCheckAt !== null && nextCheckAt <= now)
        .sort((a, b) => Number(a.nextCheckAt) - Number(b.nextCheckAt))
        .slice(0, limit),
    products: async () => products.filter(({ onShelf }) => onShelf),
    isMerchant: async (openid) => merchants.includes(openid),
    findAll: async (outTradeNos) => outTradeNos.flatMap((outTradeNo) => stored.get(outTradeNo) ?? []),
    listByDay: async (day, { after, limit }) =>
      [...stored.values()]
        .filter((order) => (after === null || order._id > after) && transactionDays(order).includes(day))
        .sort((a, b) => (a._id < b._id ? -1 : 1))
        .slice(0, limit),
  }
}
