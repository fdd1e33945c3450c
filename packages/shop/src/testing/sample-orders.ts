import {
  abandonRefund,
  approveRefund,
  beginClose,
  beginPrepay,
  confirmClosed,
  createOrder,
  type Decision,
  fen,
  type Order,
  type OrderRequest,
  type Product,
  type RefundState,
  type ReportedPayment,
  recordPayment,
  recordPrepay,
  recordRefundAccepted,
  recordRefundRefused,
  rejectRefund,
  requestRefund,
  settleRefund,
  settleRefundManually,
  withdrawRefund,
} from '@stack/order'

/** 2026-01-15 12:00:00 Beijing time, epoch ms: the sample orders are made then and expire 30 minutes later. */
export const noon = Date.UTC(2026, 0, 15, 4)

/** Openids in WeChat's shape. */
export const buyer = 'oTestBuyer_00000000000000001'
export const merchant = 'oTestMerchant_00000000000002'

export const products: Product[] = [
  { _id: 'tea', title: '白毫银针', priceFen: fen(1980), stock: 100, onShelf: true, picture: '/tea.png' },
  { _id: 'cup', title: '白瓷杯', priceFen: fen(500), stock: 3, onShelf: true, picture: '/cup.png' },
]

/** Two teas and a cup: 2 × 19.80 + 5.00 = 44.60 yuan. */
export const wanted: OrderRequest = {
  outTradeNo: 'WM0SAMPLE1',
  openid: buyer,
  requestId: 'request-1',
  lines: [
    { productId: 'tea', quantity: 2 },
    { productId: 'cup', quantity: 1 },
  ],
  remark: '少糖',
}

/** The order of a decision. Throws when it is a refusal. */
export function agreed(
  decision: Decision<string> | { ok: true; order: Order } | { ok: false; refused: string },
): Order {
  if (!decision.ok) throw new Error(`[shop] the sample was refused: ${decision.refused}`)
  return decision.order
}

/** The payment that fits an order, as WeChat reports it. */
export function paymentOf(order: Order): ReportedPayment {
  return {
    transactionId: '4200000000202601150000000001',
    paidAt: noon + 120_000,
    totalFen: order.totalFen,
    bankType: 'OTHERS',
    openid: order.openid,
    reportedBy: 'notification',
  }
}

const catalogue = new Map(products.map((product) => [product._id, product]))
const call = { spbillCreateIp: '203.0.113.7', inFlightUntil: noon + 15_000 }

const unpaid = agreed(createOrder(wanted, catalogue, noon))
const begun = agreed(beginPrepay(unpaid, call, noon))
const prepaid = agreed(recordPrepay(begun, 'wx15120001000000abcdef', noon + 1_000))
const closing = agreed(beginClose(prepaid, 'buyer', noon + 60_000))
const closed = agreed(confirmClosed(closing, noon + 61_000, noon + 61_000))
const paid = agreed(recordPayment(prepaid, paymentOf(prepaid), noon + 121_000))

/** The sample order in each stage of its life; `begun` was never answered by the gateway. */
export const orders = { unpaid, begun, prepaid, closing, closed, paid }

const receivers: Partial<Record<RefundState, string>> = {
  succeeded: '支付用户零钱',
  'returned-to-merchant': '商户基本账户',
}

/** The paid order with one refund of 10.00 yuan, number `WM0SAMPLE1R1`, in this state. */
export function refundIn(state: RefundState): Order {
  const refundId = `${paid._id}R1`
  const at = noon + 600_000
  const request = { requestId: 'refund-1', amountFen: fen(1000), reason: '不喜欢', by: buyer }
  const waiting = agreed(requestRefund(paid, request, at))
  const approved = agreed(approveRefund(waiting, { refundId, by: merchant }, at))
  const gatewayRefundId = '50000000002026011500000000001'
  switch (state) {
    case 'waiting':
      return waiting
    case 'withdrawn':
      return agreed(withdrawRefund(waiting, { refundId, by: buyer }, at))
    case 'rejected':
      return agreed(rejectRefund(waiting, { refundId, by: merchant, reason: '已使用' }, at))
    case 'approved':
      return approved
    case 'refused':
      return agreed(recordRefundRefused(approved, { refundId, code: 'NOTENOUGH', message: '余额不足' }, at))
    case 'processing':
      return agreed(recordRefundAccepted(approved, { refundId, gatewayRefundId }, at))
    case 'succeeded':
    case 'returned-to-merchant':
    case 'abnormal':
    case 'closed': {
      const settledAt = state === 'succeeded' || state === 'returned-to-merchant' ? at + 60_000 : null
      const receivedBy = receivers[state] ?? null
      const end = { refundId, state, amountFen: request.amountFen, gatewayRefundId, settledAt, receivedBy }
      return agreed(settleRefund(approved, end, at + 60_000))
    }
    case 'abandoned':
      return agreed(abandonRefund(refundIn('refused'), { refundId, by: merchant }, at + 120_000))
    case 'settled-manually':
      return agreed(
        settleRefundManually(
          refundIn('refused'),
          { refundId, by: merchant, note: '已转账', isFact: false },
          at + 120_000,
        ),
      )
    case 'refunded-twice': {
      const settledManually = { refundId, by: merchant, note: '已付现金', isFact: true }
      return agreed(settleRefundManually(refundIn('succeeded'), settledManually, at + 120_000))
    }
  }
}
