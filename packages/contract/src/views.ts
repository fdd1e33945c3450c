import type { OrderEvent, OrderState, RefundState } from '@stack/order'

/** A product as the shop shows it. Prices in fen. */
export interface ProductView {
  productId: string
  title: string
  /** Plain text, empty when there is none. */
  description: string
  priceFen: number
  stock: number
  /** Path in the mini program, https or cloud:// address; empty when there is none. */
  picture: string
}

export interface LineView {
  productId: string
  title: string
  priceFen: number
  quantity: number
}

/** A refund as the buyer sees it. Times in epoch ms, amounts in fen. */
export interface RefundView {
  refundId: string
  amountFen: number
  reason: string
  state: RefundState
  /** Who asked: the buyer, the merchant, or the shop itself for money that came after the close or twice. */
  requestedBy: 'buyer' | 'merchant' | 'system'
  /** It gives back a second payment of the same number: no part of the order's own amounts. */
  ofExtraPayment: boolean
  requestedAt: number
  decidedAt: number | null
  /** Why the merchant said no. */
  rejection: string | null
  settledAt: number | null
  /** Where the money went, in WeChat's words. */
  receivedBy: string | null
}

/** One thing that happened to the order's money, oldest first. */
export interface TimelineEntry {
  at: number
  type: OrderEvent['type']
  amountFen?: number
  refundId?: string
}

/** An order as its buyer sees it. Times in epoch ms, amounts in fen. */
export interface OrderView {
  outTradeNo: string
  state: OrderState
  lines: LineView[]
  totalFen: number
  remark: string
  createdAt: number
  expiresAt: number
  /** Who ended it; stays when a payment arrives all the same, so a page goes by `state`. */
  closedBy: 'buyer' | 'expiry' | null
  paidAt: number | null
  /** When the merchant handed the goods over. */
  collectedAt: number | null
  refundedFen: number
  /** What may still be asked back. */
  refundableFen: number
  refunds: RefundView[]
  timeline: TimelineEntry[]
}

/** A refund as a merchant sees it: with what the gateway said. */
export interface ShopRefundView extends RefundView {
  gatewayRefundId: string | null
  refusal: { code: string; message: string } | null
  /** Above the four-eyes limit: which merchant (masked openid) agreed first, and whether that was the caller. */
  firstApproval: { by: string; at: number; isMine: boolean } | null
}

/** An order as a merchant sees it. */
export interface ShopOrderView extends Omit<OrderView, 'refunds'> {
  transactionId: string | null
  /** The buyer's openid with its middle masked. */
  buyer: string
  refunds: ShopRefundView[]
}

/** A refund request that waits for a merchant, with what is needed to decide it. */
export interface RefundRequestView {
  outTradeNo: string
  refund: ShopRefundView
  totalFen: number
  refundedFen: number
  lines: LineView[]
}
