import type { LineView, OrderView } from '@stack/contract'
import { formatTime } from './format-time'
import { type Moment, type OrderActions, type OrderStatus, viewOrder } from './view-order'

const linesShown = 3

/** An order as its card in the list shows it. */
export interface OrderCard {
  outTradeNo: string
  time: string
  status: OrderStatus
  actions: OrderActions
  lines: LineView[]
  /** Kinds of goods that are not among `lines`. */
  moreKinds: number
  pieces: number
  totalFen: number
}

export function viewOrderCard(order: OrderView, moment: Moment): OrderCard {
  const { outTradeNo, createdAt, lines, totalFen } = order
  return {
    ...viewOrder(order, moment),
    outTradeNo,
    time: formatTime(createdAt, moment.now),
    lines: lines.slice(0, linesShown),
    moreKinds: Math.max(0, lines.length - linesShown),
    pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    totalFen,
  }
}
