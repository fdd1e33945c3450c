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

/** Order line; the price in fen. */
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
  /** Requester: the buyer, a merchant, the shop itself for money that goes back by itself, a merchant at WeChat's platform. */
  requestedBy: 'buyer' | 'merchant' | 'system' | 'platform'
  /** It gives back an extra payment of the same number: no part of the order's own amounts. */
  ofExtraPayment: boolean
  requestedAt: number
  decidedAt: number | null
  /** Why the merchant said no. */
  rejection: string | null
  settledAt: number | null
  /** Recipient of the money, in WeChat's words. */
  receivedBy: string | null
}

/** One thing that happened to the order's money, oldest first. */
export interface TimelineEntry {
  at: number
  type: OrderEvent['type']
  amountFen?: number
  refundId?: string
  /** Mismatch of an `extra-paid`; absent for a second payment. */
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
  /** Reason of its end (`mismatch`: money of another amount or payer); it stays when a payment arrives all the same, so a page goes by `state`. */
  closedBy: 'buyer' | 'expiry' | 'mismatch' | null
  paidAt: number | null
  /** Time at which a merchant handed the goods over. */
  collectedAt: number | null
  refundedFen: number
  /** Amount that may still be requested back. */
  refundableFen: number
  /** Amount that reached the buyer beyond what was paid; 0 as a rule. */
  overRefundedFen: number
  refunds: RefundView[]
  timeline: TimelineEntry[]
}

/** A refund as a merchant sees it: with what the gateway said. */
export interface ShopRefundView extends RefundView {
  gatewayRefundId: string | null
  refusal: { code: string; message: string } | null
  /** Merchant (masked openid) who ended it otherwise than through WeChat: abandoned, or settled manually with a note. */
  ended: { by: string; at: number; note: string | null } | null
  /** The note that ended the task of a refund that was paid twice. */
  resolution: MerchantNoteView | null
  /** True if only a merchant can finish it. */
  isMerchantTask: boolean
  /** Above the four-eyes limit: which merchant (masked openid) agreed first, and whether that was the caller. */
  firstApproval: { by: string; at: number; isMine: boolean } | null
}

/** A note of a merchant (masked openid); `at` is epoch ms. */
export interface MerchantNoteView {
  by: string
  at: number
  note: string
}

/** A payment that is not the order's own, for a merchant. Amounts in fen. */
export interface ExtraPaymentView {
  transactionId: string
  totalFen: number
  paidAt: number
  /** Amount of it that may still be refunded. */
  refundableFen: number
}

/** An order as a merchant sees it. */
export interface ShopOrderView extends Omit<OrderView, 'refunds'> {
  transactionId: string | null
  extraPayments: ExtraPaymentView[]
  /** Decided to go back, and reached the buyer or may still reach him. Goods are not handed over for it. */
  committedFen: number
  /** More was refunded than paid, and no note of a merchant ended that yet. */
  isOverRefundTask: boolean
  overRefundResolution: MerchantNoteView | null
  /** The buyer's openid with its middle masked. */
  buyer: string
  refunds: ShopRefundView[]
}

/** A refund that waits for a merchant, with what is needed to decide it. */
export interface RefundRequestView {
  outTradeNo: string
  refund: ShopRefundView
  /** Above 0: the task is that more was refunded than paid, of which this refund is the last part. */
  overRefundedFen: number
  totalFen: number
  refundedFen: number
  lines: LineView[]
}

/**
 * - `payment-missing-locally`: WeChat has the money, the order records do not
 * - `payment-missing-in-bill`: the order records have a payment that WeChat's bill does not
 * - `payment-amount`, `refund-amount`: both have it, with other amounts
 * - `payment-state`, `refund-state`: both have it, in states that exclude each other
 * - `fee`: WeChat charged another fee than the agreed rate, by more than 1 fen
 * - `refund-missing-locally`, `refund-missing-in-bill`: as with payments
 * - `payment-unreadable`: WeChat signed for money that cannot be read as fen
 */
export type DiscrepancyKind =
  | 'payment-missing-locally'
  | 'payment-missing-in-bill'
  | 'payment-amount'
  | 'payment-state'
  | 'payment-unreadable'
  | 'fee'
  | 'refund-missing-locally'
  | 'refund-missing-in-bill'
  | 'refund-amount'
  | 'refund-state'

/** State of a discrepancy. */
export type DiscrepancyState = 'open' | 'resolved'

/** One discrepancy between the order records and WeChat's, for a merchant. Times in epoch ms, amounts in fen. */
export interface DiscrepancyView {
  discrepancyId: string
  kind: DiscrepancyKind
  state: DiscrepancyState
  /** Source: the bill of that day (`2026-03-01`, UTC+8), or a notification (null). */
  billDate: string | null
  outTradeNo: string
  refundId: string | null
  transactionId: string | null
  localFen: number | null
  gatewayFen: number | null
  foundAt: number
  /** True if `repair` can do something about it. */
  isRepairable: boolean
  /** The texts that WeChat sent, of money that cannot be read as fen. */
  reported: Readonly<Record<string, string>> | null
  resolvedAt: number | null
  /** Masked openid of the merchant. */
  resolvedBy: string | null
  resolution: 'repaired' | 'noted' | null
  note: string | null
}
