import { maskOpenid } from '@stack/cloud-function'
import type {
  LineView,
  MerchantNoteView,
  OrderView,
  ProductView,
  RefundView,
  ShopOrderView,
  ShopRefundView,
  TimelineEntry,
} from '@stack/contract'
import {
  committedRefundFen,
  isMerchantTask,
  isOverRefundTask,
  type MerchantNote,
  type Order,
  type OrderEvent,
  overRefundedFen,
  type Product,
  type Refund,
  refundableFen,
  refundedFen,
} from '@stack/order'

function requester(order: Order, refund: Refund): RefundView['requestedBy'] {
  if (refund.requestedBy === 'system' || refund.requestedBy === 'platform') return refund.requestedBy
  return refund.requestedBy === order.openid ? 'buyer' : 'merchant'
}

/** Returns a refund as its buyer sees it. */
export function viewRefund(order: Order, refund: Refund): RefundView {
  const { refundId, amountFen, reason, state, requestedAt, decidedAt, rejection, settledAt, receivedBy } = refund
  return {
    refundId,
    amountFen,
    reason,
    state,
    requestedBy: requester(order, refund),
    ofExtraPayment: refund.extraTransactionId !== null,
    requestedAt,
    decidedAt,
    rejection,
    settledAt,
    receivedBy,
  }
}

/** A refund for the merchant with the openid `viewer`. */
export function viewShopRefund(order: Order, refund: Refund, viewer: string): ShopRefundView {
  const { gatewayRefundId, refusal, firstApprovedBy: first, firstApprovedAt: at, ended, resolution } = refund
  const firstApproval = first && at ? { by: maskOpenid(first), at, isMine: first === viewer } : null
  return {
    ...viewRefund(order, refund),
    ...{ gatewayRefundId, refusal, firstApproval },
    ended: ended && { ...ended, by: maskOpenid(ended.by) },
    resolution: resolution && viewNote(resolution),
    isMerchantTask: isMerchantTask(refund),
  }
}

function viewNote({ by, at, note }: MerchantNote): MerchantNoteView {
  return { by: maskOpenid(by), at, note }
}

function viewLines(order: Order): LineView[] {
  return order.lines.map(({ productId, title, priceFen, quantity }) => ({ productId, title, priceFen, quantity }))
}

function amountOf(order: Order, event: OrderEvent): number | undefined {
  if (event.type === 'paid' || event.type === 'extra-paid') return event.totalFen
  if ('refundId' in event) return order.refunds.find(({ refundId }) => refundId === event.refundId)?.amountFen
  return undefined
}

function viewTimeline(order: Order): TimelineEntry[] {
  return order.history.map((event) => {
    const amountFen = amountOf(order, event)
    return {
      at: event.at,
      type: event.type,
      ...(amountFen !== undefined && { amountFen }),
      ...('refundId' in event && { refundId: event.refundId }),
      ...('why' in event && event.why && { why: event.why }),
    }
  })
}

/** An order for its buyer. Nothing of the gateway's, nobody else's openid. */
export function viewOrder(order: Order): OrderView {
  const { _id, state, totalFen, remark, createdAt, expiresAt, closedBy, payment, collectedAt } = order
  return {
    outTradeNo: _id,
    state,
    lines: viewLines(order),
    totalFen,
    remark,
    createdAt,
    expiresAt,
    closedBy,
    paidAt: payment?.paidAt ?? null,
    collectedAt,
    refundedFen: refundedFen(order),
    refundableFen: refundableFen(order),
    overRefundedFen: overRefundedFen(order),
    refunds: order.refunds.map((refund) => viewRefund(order, refund)),
    timeline: viewTimeline(order),
  }
}

/** An order for the merchant with the openid `viewer`. */
export function viewShopOrder(order: Order, viewer: string): ShopOrderView {
  return {
    ...viewOrder(order),
    transactionId: order.payment?.transactionId ?? null,
    extraPayments: order.extraPayments.map(({ transactionId, totalFen, paidAt }) => ({
      ...{ transactionId, totalFen, paidAt },
      refundableFen: refundableFen(order, transactionId),
    })),
    committedFen: committedRefundFen(order),
    isOverRefundTask: isOverRefundTask(order),
    overRefundResolution: order.overRefundResolution && viewNote(order.overRefundResolution),
    buyer: maskOpenid(order.openid),
    refunds: order.refunds.map((refund) => viewShopRefund(order, refund, viewer)),
  }
}

/** Returns a product as buyers see it. */
export function viewProduct({ _id, title, description = '', priceFen, stock, picture }: Product): ProductView {
  return { productId: _id, title, description, priceFen, stock, picture }
}
