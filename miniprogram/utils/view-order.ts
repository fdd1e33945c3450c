import type { OrderView } from '@stack/contract'
import { formatYuan } from './format-yuan'

type Face = { status: string; tone: 'good' | 'wait' | 'plain'; canPay: boolean; canCancel: boolean; canAsk: boolean }

const nothing = { canPay: false, canCancel: false, canAsk: false }

const faces: Record<OrderView['state'] | 'confirming', Face> = {
  unpaid: { status: '未支付', tone: 'wait', canPay: true, canCancel: true, canAsk: false },
  confirming: { ...nothing, status: '支付结果确认中', tone: 'wait', canAsk: true },
  closing: { ...nothing, status: '正在取消', tone: 'plain', canAsk: true },
  closed: { ...nothing, status: '已关闭，未支付', tone: 'plain' },
  paid: { ...nothing, status: '已支付', tone: 'good' },
}

/** An order as a page shows it. */
export interface OrderCard extends Face {
  outTradeNo: string
  content: string
  total: string
  /** Empty when nothing was given back. */
  refunded: string
}

/** Turns what the order says, and whether its payment is being confirmed, into what the page shows. */
export function viewOrder(order: OrderView, confirming: boolean): OrderCard {
  const { outTradeNo, state, lines, totalFen, refundedFen } = order
  return {
    ...faces[state === 'unpaid' && confirming ? 'confirming' : state],
    outTradeNo,
    content: lines.map(({ title, quantity }) => `${title} × ${quantity}`).join('、'),
    total: formatYuan(totalFen),
    refunded: refundedFen === 0 ? '' : `已退款 ${formatYuan(refundedFen)}`,
  }
}
