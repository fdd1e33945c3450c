import type { CloudDatabase } from '@stack/cloud-function'
import type { Decision, Order, OrderRequest, Product } from '@stack/order'
import { changeOrder, findOrder } from './change-order.ts'
import { type CreateOutcome, insertOrderOnce } from './create-order.ts'
import { type DiscrepancyStore, openDiscrepancies } from './discrepancies.ts'
import { findOrders, listDueOrders, listOrders, listOrdersByDay, type OrderPage } from './list-orders.ts'
import { openReconciliations, type ReconciliationStore } from './reconciliations.ts'

/** The order records: everything the functions read and write of the database. Times in epoch ms. */
export interface ShopStore {
  find(outTradeNo: string): Promise<Order | null>
  create(wanted: OrderRequest, now: number): Promise<CreateOutcome>
  change<Refused extends string>(
    outTradeNo: string,
    decide: (order: Order) => Decision<Refused>,
  ): Promise<Decision<Refused | 'not_found'>>
  list(condition: OrderCondition, page: { after: string | undefined; limit: number }): Promise<OrderPage>
  listDue(due: { states: Order['state'][]; now: number; limit: number }): Promise<Order[]>
  products(): Promise<Product[]>
  isMerchant(openid: string): Promise<boolean>
  /** The orders with these numbers (at most 100), as far as they exist. */
  findAll(outTradeNos: string[]): Promise<Order[]>
  /** Orders of which money moved on a day (`2026-03-01`), by number; `after` is the last number of the page before. */
  listByDay(day: string, page: { after: string | null; limit: number }): Promise<Order[]>
  discrepancies: DiscrepancyStore
  reconciliations: ReconciliationStore
}

/** Search conditions of the lists. */
export interface OrderCondition {
  openid?: string
  outTradeNo?: string
  states?: Order['state'][]
  withRefunds?: true
  withWaitingRefunds?: true
  withRefundTasks?: true
}

function toWhere(condition: OrderCondition, { in: isIn, gt }: CloudDatabase['command']): Record<string, unknown> {
  return {
    ...(condition.openid !== undefined && { openid: condition.openid }),
    ...(condition.outTradeNo !== undefined && { _id: condition.outTradeNo }),
    ...(condition.states && { state: isIn(condition.states) }),
    ...(condition.withRefunds && { refundCount: gt(0) }),
    ...(condition.withWaitingRefunds && { waitingRefunds: gt(0) }),
    ...(condition.withRefundTasks && { refundTasks: gt(0) }),
  }
}

/** Opens the order records on a cloud database. */
export function openStore(db: CloudDatabase): ShopStore {
  return {
    find: (outTradeNo) => findOrder(db, outTradeNo),
    create: (wanted, now) => insertOrderOnce(db, wanted, now),
    change: (outTradeNo, decide) => changeOrder(db, outTradeNo, decide),
    list: (condition, page) => listOrders(db, toWhere(condition, db.command), page),
    listDue: (due) => listDueOrders(db, due),
    async products() {
      const { data } = await db.collection('products').where({ onShelf: true }).orderBy('_id', 'asc').limit(1000).get()
      return data as unknown as Product[]
    },
    async isMerchant(openid) {
      return (await db.collection('merchants').doc(openid).get()).data !== null
    },
    findAll: (outTradeNos) => findOrders(db, outTradeNos),
    listByDay: (day, page) => listOrdersByDay(db, day, page),
    discrepancies: openDiscrepancies(db),
    reconciliations: openReconciliations(db),
  }
}
