import type { CallData, OrderView, RefundView } from '@stack/contract'
import { makeRefund, noon } from './refunds.ts'
import { openScreen } from './screen.ts'
import { openShop } from './shop.ts'

const inTab: Record<NonNullable<CallData<'list-orders'>['tab']>, (order: OrderView) => boolean> = {
  all: () => true,
  unpaid: ({ state }) => state === 'unpaid' || state === 'closing',
  paid: ({ state }) => state === 'paid',
  refund: ({ refunds }) => refunds.length > 0,
}

/** A shop with these orders that lists them by tab and page, and takes refund requests back. */
function openOrderShop(...orders: OrderView[]) {
  const shop = openShop()
  for (const order of orders) shop.orders.set(order.outTradeNo, order)
  const wanted: CallData<'request-refund'>[] = []

  const change = (outTradeNo: string, type: OrderView['timeline'][number]['type'], changes: Partial<OrderView>) => {
    const order = shop.orders.get(outTradeNo)
    if (order === undefined) throw new Error(`no order ${outTradeNo}`)
    shop.orders.set(outTradeNo, { ...order, ...changes, timeline: [...order.timeline, { at: noon, type }] })
  }

  shop.move = (outTradeNo, state) => {
    const { totalFen = 0 } = shop.orders.get(outTradeNo) ?? {}
    change(outTradeNo, state, { state, ...(state === 'paid' && { paidAt: noon, refundableFen: totalFen }) })
  }
  shop.handlers['list-orders'] = ({ tab = 'all', after, limit = 20 }) => {
    const all = [...shop.orders.values()].filter(inTab[tab]).sort((a, b) => b.createdAt - a.createdAt)
    const from = after === undefined ? 0 : all.findIndex(({ outTradeNo }) => outTradeNo === after) + 1
    const page = all.slice(from, from + limit)
    const last = page[page.length - 1]
    return { ok: true, orders: page, next: last === undefined || from + limit >= all.length ? null : last.outTradeNo }
  }
  shop.handlers['cancel-order'] = ({ outTradeNo }) => {
    change(outTradeNo, 'closed', { state: 'closed', closedBy: 'buyer' })
    return shop.handlers['get-order']?.({ outTradeNo }) ?? { ok: false, refused: 'not_found' }
  }
  shop.handlers['withdraw-refund'] = ({ outTradeNo, refundId }) => {
    const refunds = (shop.orders.get(outTradeNo)?.refunds ?? []).map(
      (refund): RefundView => (refund.refundId === refundId ? { ...refund, state: 'withdrawn' } : refund),
    )
    change(outTradeNo, 'refund-withdrawn', { refunds })
    const refund = refunds.find((one) => one.refundId === refundId)
    return refund === undefined ? { ok: false, refused: 'refund_not_found' } : { ok: true, refund }
  }
  shop.handlers['request-refund'] = (data) => {
    wanted.push(data)
    const { outTradeNo, amountFen, reason } = data
    const order = shop.orders.get(outTradeNo)
    if (order === undefined) return { ok: false, refused: 'not_found' }
    if (amountFen > order.refundableFen) return { ok: false, refused: 'over_refundable' }
    const refund = makeRefund({ refundId: `${outTradeNo}R${order.refunds.length + 1}`, amountFen, reason })
    change(outTradeNo, 'refund-requested', {
      refunds: [...order.refunds, refund],
      refundableFen: order.refundableFen - amountFen,
    })
    return { ok: true, refund }
  }
  return Object.assign(shop, { wanted, change })
}

/** A page at noon of the shop's day, on a phone with this storage, in front of a shop with these orders. */
export async function openStored(storage: Record<string, unknown>, start: string, ...orders: OrderView[]) {
  const shop = openOrderShop(...orders)
  const clock = { now: noon }
  const { screen } = await openScreen(start, shop, storage, () => clock.now)
  return { screen, shop, clock }
}

/** The same on a phone that remembers nothing. */
export const openAt = (start: string, ...orders: OrderView[]) => openStored({}, start, ...orders)
