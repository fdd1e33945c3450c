import type { OrderView } from '@stack/contract'
import type { Tab } from '../../services/load-orders'

interface TabView {
  label: string
  /** Said when the tab has no orders. */
  emptyText: string
  /** Says whether an order is still one of the tab after it changed. */
  has: (order: OrderView) => boolean
}

/** The tabs in their order, with the same meaning as the function that lists the orders. */
export const tabs: Record<Tab, TabView> = {
  all: { label: '全部', emptyText: '还没有订单', has: () => true },
  unpaid: {
    label: '待付款',
    emptyText: '没有待付款的订单',
    has: ({ state }) => state === 'unpaid' || state === 'closing',
  },
  paid: { label: '已付款', emptyText: '没有已付款的订单', has: ({ state }) => state === 'paid' },
  refund: { label: '退款', emptyText: '没有退款', has: ({ refunds }) => refunds.length > 0 },
}
