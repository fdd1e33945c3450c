import type { Order } from '@stack/order'
import type { Shop } from './open-shop.ts'

/** An order, a refund and a notification as the simulator's control API shows them. Times in epoch ms, amounts in fen. */
interface GatewayOrder {
  outTradeNo: string
  totalFen: number
  openid: string
  paidAt: number | null
  transactionId: string | null
}
interface GatewayRefund {
  outTradeNo: string
  outRefundNo: string
  refundId: string
  refundFen: number
  status: 'PROCESSING' | 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE'
  settleAt: number
}
interface Notification {
  notificationId: number
  kind: 'pay' | 'refund'
  outTradeNo: string
  outRefundNo: string | null
  nextAt: number | null
  outcome: 'pending' | 'acknowledged' | 'abandoned'
}

/** Records of the gateway. */
interface GatewayBooks {
  orders: Map<string, GatewayOrder>
  refunds: GatewayRefund[]
  notifications: Notification[]
  deliveries: { acknowledged: 0 | 1 }[]
  balances: Record<string, number>
}

/** Both sides at about one time: the gateway first, so that what it was told before must stand in the shop's. */
export interface ShopStore {
  gateway: GatewayBooks
  orders: Map<string, Order>
}

async function readGateway({ control }: Shop): Promise<GatewayBooks> {
  const [orders, refunds, notifications, deliveries, { balances }] = await Promise.all([
    control<GatewayOrder[]>('/orders'),
    control<GatewayRefund[]>('/refunds'),
    control<Notification[]>('/notifications'),
    control<GatewayBooks['deliveries']>('/deliveries'),
    control<Pick<GatewayBooks, 'balances'>>('/ledger'),
  ])
  const byNumber = new Map(orders.map((order) => [order.outTradeNo, order]))
  return { orders: byNumber, refunds, notifications, deliveries, balances }
}

const pageSize = 1000

/** Every document of a collection, in the order of their ids. */
export async function readCollection<Document extends { _id: string }>(shop: Shop, name: string): Promise<Document[]> {
  const db = shop.database()
  const all: Document[] = []
  for (;;) {
    const after = all.at(-1)?._id ?? ''
    const query = db.collection(name).where({ _id: db.command.gt(after) })
    const { data } = await query.orderBy('_id', 'asc').limit(pageSize).get()
    all.push(...(data as unknown as Document[]))
    if (data.length < pageSize) return all
  }
}

export async function readBooks(shop: Shop): Promise<ShopStore> {
  const gateway = await readGateway(shop)
  const orders = await readCollection<Order>(shop, 'orders')
  return { gateway, orders: new Map(orders.map((order) => [order._id, order])) }
}
