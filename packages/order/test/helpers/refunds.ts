import {
  abandonRefund,
  approveRefund,
  fen,
  limits,
  type Order,
  type RefundRequest,
  type RefundState,
  recordRefundAccepted,
  recordRefundRefused,
  rejectRefund,
  requestRefund,
  type SettledRefund,
  settleRefund,
  settleRefundManually,
  startRefund,
  withdrawRefund,
} from '../../src/index.ts'
import { agreed, buyer, collected, merchant, minute, noon, paid, total } from './orders.ts'

export const asked = noon + 10 * minute
export const refundId = 'WM1R1'
export const gatewayRefundId = '50000000002026011500000000001'

export const wish: RefundRequest = { requestId: 'refund-1', amountFen: fen(1000), reason: '不喜欢', by: buyer }
export const approval = { refundId, by: merchant }
export const rejection = { refundId, by: merchant, reason: '已使用' }
export const withdrawal = { refundId, by: buyer }
export const acceptance = { refundId, gatewayRefundId }
export const refusal = { refundId, code: 'NOTENOUGH', message: '基本账户余额不足，请充值后重新发起' }

export function end(state: SettledRefund['state'], changes: Partial<SettledRefund> = {}): SettledRefund {
  const settledAt = state === 'succeeded' || state === 'returned-to-merchant' ? asked + minute : null
  const receivedBy = {
    succeeded: '支付用户零钱',
    'returned-to-merchant': '商户基本账户',
    abnormal: null,
    closed: null,
  }[state]
  return { refundId, state, amountFen: wish.amountFen, gatewayRefundId, settledAt, receivedBy, ...changes }
}

const waiting = agreed(requestRefund(paid, wish, asked))
const approved = agreed(approveRefund(waiting, approval, asked))
const refused = agreed(recordRefundRefused(approved, refusal, asked))
const processing = agreed(recordRefundAccepted(approved, acceptance, asked))

/** A merchant's decision to pay outside WeChat, and the fact that he has. */
export const decision = { ...approval, note: '已转账', isFact: false }
export const fact = { ...decision, isFact: true }

const settledManually = agreed(settleRefundManually(refused, decision, asked))

/** The paid order with one refund of 10.00 yuan, in each state that a refund can have. */
export const withRefund: Record<RefundState, Order> = {
  waiting,
  withdrawn: agreed(withdrawRefund(waiting, withdrawal, asked)),
  rejected: agreed(rejectRefund(waiting, rejection, asked)),
  approved,
  refused,
  processing,
  succeeded: agreed(settleRefund(processing, end('succeeded'), asked)),
  abnormal: agreed(settleRefund(processing, end('abnormal'), asked)),
  closed: agreed(settleRefund(processing, end('closed'), asked)),
  abandoned: agreed(abandonRefund(refused, approval, asked)),
  'returned-to-merchant': agreed(settleRefund(processing, end('returned-to-merchant'), asked)),
  'settled-manually': settledManually,
  'refunded-twice': agreed(settleRefund(settledManually, end('succeeded'), asked)),
}

/** The goods were handed over; then the merchant gave all of the money back, which is on its way. */
export const collectedAndReturned = agreed(startRefund(collected, { ...wish, amountFen: total, by: merchant }, asked))

/** An order after some refunds of 1 fen that the merchant started. */
export function withStarted(count: number, order: Order = paid): Order {
  let after = order
  for (let n = 1; n <= count; n += 1) {
    after = agreed(startRefund(after, { ...wish, requestId: `started-${n}`, amountFen: fen(1), by: merchant }, asked))
  }
  return after
}

/** An order after some requests of 1 fen that still wait. */
export function withWaiting(count: number, order: Order = paid): Order {
  let after = order
  for (let n = 1; n <= count; n += 1) {
    after = agreed(requestRefund(after, { ...wish, requestId: `waiting-${n}`, amountFen: fen(1) }, asked))
  }
  return after
}

/** An order after some requests that the buyer took back. */
export function withWithdrawn(count: number, order: Order = paid): Order {
  let after = order
  for (let n = 1; n <= count; n += 1) {
    const next = agreed(requestRefund(after, { ...wish, requestId: `withdrawn-${n}` }, asked))
    const last = `${order._id}R${next.refunds.length}`
    after = agreed(withdrawRefund(next, { refundId: last, by: buyer }, asked))
  }
  return after
}

/** As many entries as a buyer may fill an order with. */
export const mostEntries = 2 * limits.sentRefundsPerOrder
