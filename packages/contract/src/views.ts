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
  /** Of `extra-paid`: what did not fit; without it, it is a second payment. */
  why?: 'amount' | 'payer'
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
  /** What ended it (`mismatch`: money of another amount or payer); stays when a payment arrives all the same, so a page goes by `state`. */
  closedBy: 'buyer' | 'expiry' | 'mismatch' | null
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
  /** Who (masked openid) ended it otherwise than through WeChat: given up, or settled by hand with a note. */
  ended: { by: string; at: number; note: string | null } | null
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

/**
 * - `payment-missing-here`: WeChat has the money, the books do not
 * - `payment-missing-there`: the books have a payment that WeChat's bill does not
 * - `payment-amount`, `refund-amount`: both have it, with other amounts
 * - `payment-state`, `refund-state`: both have it, in states that exclude each other
 * - `fee`: WeChat charged another fee than the agreed rate, by more than 1 fen
 * - `refund-missing-here`, `refund-missing-there`: as with payments
 */
export type DifferenceKind =
  | 'payment-missing-here'
  | 'payment-missing-there'
  | 'payment-amount'
  | 'payment-state'
  | 'fee'
  | 'refund-missing-here'
  | 'refund-missing-there'
  | 'refund-amount'
  | 'refund-state'

export type DifferenceState = 'open' | 'resolved'

/** One difference between the shop's books and WeChat's, for a merchant. Times in epoch ms, amounts in fen. */
export interface DifferenceView {
  differenceId: string
  kind: DifferenceKind
  state: DifferenceState
  /** What told of it: the bill of that day (`2026-03-01`, UTC+8), or a notification (null). */
  billDate: string | null
  outTradeNo: string
  refundId: string | null
  transactionId: string | null
  hereFen: number | null
  thereFen: number | null
  foundAt: number
  /** Whether `repair` can do something about it. */
  isRepairable: boolean
  resolvedAt: number | null
  /** Masked openid of the merchant. */
  resolvedBy: string | null
  resolution: 'repaired' | 'noted' | null
  note: string | null
}
