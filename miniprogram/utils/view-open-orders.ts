import type { OrderView } from '@stack/contract'

/** One line about the orders that wait for money; empty when none does. */
export function viewOpenOrders(orders: readonly OrderView[], isConfirming: (outTradeNo: string) => boolean): string {
  const unpaid = orders.filter(({ state }) => state === 'unpaid')
  const confirming = unpaid.filter(({ outTradeNo }) => isConfirming(outTradeNo)).length
  const waiting = unpaid.length - confirming
  const parts = [
    ...(confirming > 0 ? [`${confirming} 笔订单支付结果确认中`] : []),
    ...(waiting > 0 ? [`${waiting} 笔订单待付款`] : []),
  ]
  return parts.join('，')
}
