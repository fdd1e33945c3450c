import {
  beginClose,
  beginPrepay,
  confirmClosed,
  createOrder,
  type Decision,
  fen,
  markCollected,
  type Order,
  type OrderEvent,
  type OrderRequest,
  type Product,
  type ReportedPayment,
  recordPayment,
  recordPrepay,
} from '../../src/index.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/** 2026-01-15 12:00:00 Beijing time: every order of these tests is made then, and expires 30 minutes later. */
export const noon = Date.UTC(2026, 0, 15, 4)
export const expiry = noon + 30 * minute

export const buyer = 'oBuyer'
export const merchant = 'oMerchant'

function product(_id: string, changes: Partial<Product> = {}): [string, Product] {
  return [
    _id,
    { _id, title: `商品 ${_id}`, priceFen: fen(1980), stock: 100, onShelf: true, picture: '/p.png', ...changes },
  ]
}

export const catalogue = new Map<string, Product>([
  product('tea'),
  product('cup', { priceFen: fen(500), stock: 3 }),
  product('gone', { onShelf: false, stock: 0 }),
  product('gift', { priceFen: fen(0) }),
  product('gold', { priceFen: fen(50_000_000) }),
  product('dust', { priceFen: fen(1) }),
])

/** Two teas and a cup: 2 × 19.80 + 5.00 = 44.60 yuan. */
export const wanted: OrderRequest = {
  outTradeNo: 'WM1',
  openid: buyer,
  requestId: 'request-1',
  lines: [
    { productId: 'tea', quantity: 2 },
    { productId: 'cup', quantity: 1 },
  ],
  remark: '少糖',
}
export const total = fen(4460)

/** The order of a decision that must not be refused. */
export function agreed(
  decision: Decision<string> | { ok: true; order: Order } | { ok: false; refused: string },
): Order {
  if (!decision.ok) throw new Error(`the test expected agreement, not ${decision.refused}`)
  return decision.order
}

export function nameOf(event: OrderEvent): string {
  return event.type === 'refund-settled' ? `refund-${event.state}` : event.type
}

/** A decision in a word: its refusal, `none`, the events that it adds, or `written` when no event says so. */
export function told(before: Order, decision: Decision<string>): string {
  if (!decision.ok) return decision.refused
  if (decision.change === 'none') return decision.order === before ? 'none' : 'none, but another order'
  return decision.order.history.slice(before.history.length).map(nameOf).join(' ') || 'written'
}

/** What the history has to fold to. */
export function factsOf({ history, nextCheckAt, lastQueriedAt, refundHints, lastSend, ...facts }: Order) {
  return facts
}

export const call = { spbillCreateIp: '203.0.113.7', inFlightUntil: noon + 15 * second }
export const prepayId = 'wx15120001000000abcdef'

export const payment: ReportedPayment = {
  transactionId: '4200000000202601150000000001',
  paidAt: noon + 2 * minute,
  totalFen: total,
  bankType: 'OTHERS',
  openid: buyer,
  reportedBy: 'notification',
}

export const fresh = agreed(createOrder(wanted, catalogue, noon))
export const begun = agreed(beginPrepay(fresh, call, noon))
export const prepaid = agreed(recordPrepay(begun, prepayId, noon + second))
export const closing = agreed(beginClose(prepaid, 'buyer', noon + second))
export const closed = agreed(confirmClosed(closing, noon + minute, noon + minute))
export const paid = agreed(recordPayment(prepaid, payment, noon + 2 * minute))
export const collected = agreed(markCollected(paid, merchant, noon + 5 * minute))
export const paidAfterClose = agreed(recordPayment(closed, payment, noon + 3 * minute))

/** An order that lives four hours, as a shop with a longer order life would make it, with a prepay_id. */
export const longLived: Order = (() => {
  const [made] = fresh.history
  if (made?.type !== 'created') throw new Error('an order begins with its creation')
  const expiresAt = noon + 4 * hour
  const lasting = { ...fresh, expiresAt, nextCheckAt: expiresAt, history: [{ ...made, expiresAt }] }
  return agreed(recordPrepay(agreed(beginPrepay(lasting, call, noon)), prepayId, noon + second))
})()
