import type { OrderEvent } from './events.ts'
import type { Fen } from './money.ts'

/** One position of an order: title and price are copied from the catalogue when the order is made. */
export interface OrderLine {
  productId: string
  title: string
  priceFen: Fen
  quantity: number
}

/**
 * - `unpaid`: waits for the buyer
 * - `closing`: no longer payable here; WeChat is being asked to close it
 * - `closed`: unpaid and closed at WeChat; its stock is back
 * - `paid`: WeChat has the money; refunds live inside
 */
export type OrderState = 'unpaid' | 'closing' | 'closed' | 'paid'

/** Parameters that every call of the unified order repeats verbatim, and its result. */
export interface Prepay {
  /** Epoch ms, sent as time_start. */
  timeStart: number
  /** Epoch ms, sent as time_expire: the order's expiry. */
  timeExpire: number
  spbillCreateIp: string
  /** Epoch ms until which a unified order of this number may still be under way. */
  inFlightUntil: number
  prepayId: string | null
  /** Epoch ms at which the prepay_id came. */
  prepaidAt: number | null
}

/** The payment as WeChat reported it, by a verified notification or an answer to our own query. */
export interface Payment {
  transactionId: string
  /** Epoch ms of time_end. */
  paidAt: number
  totalFen: Fen
  bankType: string
  openid: string
}

/**
 * - `waiting`: asked for, not decided; perhaps by one merchant of two
 * - `withdrawn`, `rejected`: over, nothing was sent
 * - `approved`: decided; to be sent to the gateway until its answer is known (the outbox)
 * - `refused`: the gateway said no for certain; the amount stays reserved until it is repeated, abandoned or settled
 * - `processing`: the gateway accepted it
 * - `succeeded`: the buyer has the money
 * - `returned-to-merchant`: SUCCESS into the merchant's own account: the buyer has nothing, and WeChat sends it no more
 * - `abnormal`: CHANGE, the money could not be given back; a merchant sends it elsewhere at WeChat's platform, or settles it
 * - `closed`: REFUNDCLOSE, the money stays with the merchant, who abandons or settles the refund
 * - `abandoned`: a merchant abandoned what the gateway refused, closed or returned; the amount is free
 * - `settled-manually`: a merchant gave the money back outside WeChat; the amount counts as refunded
 * - `refunded-twice`: settled manually, and WeChat brought the money as well; a note of a merchant ends the task
 */
export type RefundState =
  | 'waiting'
  | 'withdrawn'
  | 'rejected'
  | 'approved'
  | 'refused'
  | 'processing'
  | 'succeeded'
  | 'returned-to-merchant'
  | 'abnormal'
  | 'closed'
  | 'abandoned'
  | 'settled-manually'
  | 'refunded-twice'

/** State of a refund as the gateway reports it. */
export type GatewayRefundState = 'processing' | 'succeeded' | 'returned-to-merchant' | 'abnormal' | 'closed'

/** Note of a merchant who ended a task. `by` is the merchant's openid, `at` epoch ms. */
export interface MerchantNote {
  by: string
  at: number
  note: string
}

/** One refund of an order. Its id is the out_refund_no. */
export interface Refund {
  refundId: string
  requestId: string
  /** transaction_id of the extra payment that it gives back; null: of the order's own payment. */
  extraTransactionId: string | null
  amountFen: Fen
  reason: string
  state: RefundState
  /** Openid of the requester, `system` for money that goes back by itself, `platform` for a refund made at WeChat's platform. */
  requestedBy: string
  requestedAt: number
  /** Openid of the first of two merchants who have to agree, while and after the second is awaited. */
  firstApprovedBy: string | null
  firstApprovedAt: number | null
  decidedBy: string | null
  decidedAt: number | null
  /** Why the merchant rejected it. */
  rejection: string | null
  /** refund_id of WeChat Pay. */
  gatewayRefundId: string | null
  /** Epoch ms at which its acceptance by the gateway was recorded; null also of a refund made at WeChat's platform. */
  acceptedAt: number | null
  /** State that the gateway reported last; null while it reported none. */
  gatewayState: GatewayRefundState | null
  /** Epoch ms since which a timer follows what the gateway may still do with it after CHANGE, or after it was settled. */
  followedSince: number | null
  /** Why the gateway refused it. */
  refusal: { code: string; message: string } | null
  /** Epoch ms of success_time. */
  settledAt: number | null
  /** refund_recv_accout: where the money went. */
  receivedBy: string | null
  /** The merchant (openid) who abandoned or settled it; the note says how he settled it. */
  ended: { by: string; at: number; note: string | null } | null
  /** The note that ended the task of a refund that was paid twice. */
  resolution: MerchantNote | null
}

/** Facts of an order: the fold of its events (see apply.ts). */
export interface OrderFacts {
  /** out_trade_no, for ever. */
  _id: string
  openid: string
  requestId: string
  lines: OrderLine[]
  totalFen: Fen
  remark: string
  createdAt: number
  expiresAt: number
  state: OrderState
  /** Reason of its end: the buyer, its expiry, or a mismatched payment. Null while it has not ended. */
  closedBy: 'buyer' | 'expiry' | 'mismatch' | null
  prepay: Prepay | null
  payment: Payment | null
  /** Payments of this number that are not the order's own: each is given back, by itself or as a merchant decides. */
  extraPayments: Payment[]
  /** Epoch ms at which a merchant handed the goods over. */
  collectedAt: number | null
  /** Openid of that merchant. */
  collectedBy: string | null
  refunds: Refund[]
  /** The last note on more refunded than paid, and how much too much it was about. */
  overRefundResolution: (MerchantNote & { overRefundedFen: Fen }) | null
}

/** One order is one document. Everything that is decided about it is decided by one write of it. */
export interface Order extends OrderFacts {
  history: OrderEvent[]
  /** Epoch ms at which a timer has to look at it, null when nothing is open. */
  nextCheckAt: number | null
  /** Epoch ms of the last turn taken to ask the gateway about it. */
  lastQueriedAt: number
  /** Number of refund notifications that arrived while a refund was open: a query older than one proves no end. */
  refundHints: number
  /** The last refund that took the turn to be sent, and when (epoch ms). Orders stored before this existed lack it. */
  lastSend?: { refundId: string; at: number } | null
}
