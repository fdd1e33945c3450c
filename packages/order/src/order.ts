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

/** What every call of the unified order repeats verbatim, and what came of it. */
export interface Prepay {
  /** Epoch ms, sent as time_start. */
  timeStart: number
  /** Epoch ms, sent as time_expire: the order's expiry. */
  timeExpire: number
  spbillCreateIp: string
  /** Epoch ms until which a unified order of this number may still be under way. */
  underWayUntil: number
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
 * - `refused`: the gateway said no for certain; the amount stays reserved until it is repeated, given up or settled by hand
 * - `processing`: the gateway accepted it
 * - `succeeded`: the buyer has the money
 * - `abnormal`: CHANGE, the money could not be given back; a person settles it
 * - `closed`: REFUNDCLOSE, the money stays with the merchant; a person ends it
 * - `abandoned`: a merchant gave up what the gateway refused; the amount is free
 * - `settled-manually`: a merchant gave the money back another way; the amount counts as given back
 */
export type RefundState =
  | 'waiting'
  | 'withdrawn'
  | 'rejected'
  | 'approved'
  | 'refused'
  | 'processing'
  | 'succeeded'
  | 'abnormal'
  | 'closed'
  | 'abandoned'
  | 'settled-manually'

/** One refund of an order. Its id is the out_refund_no. */
export interface Refund {
  refundId: string
  requestId: string
  /** transaction_id of the extra payment that it gives back; null: of the order's own payment. */
  extraTransactionId: string | null
  amountFen: Fen
  reason: string
  state: RefundState
  /** Openid of who asked for it, or `system` for money that goes back by itself. */
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
  /** Epoch ms at which its acceptance by the gateway was booked. */
  acceptedAt: number | null
  /** Why the gateway refused it. */
  refusal: { code: string; message: string } | null
  /** Epoch ms of success_time. */
  settledAt: number | null
  /** refund_recv_accout: where the money went. */
  receivedBy: string | null
  /** The merchant (openid) who ended it otherwise than through the gateway; the note says how he settled it. */
  ended: { by: string; at: number; note: string | null } | null
}

/** What the history says: the fold of its events (see apply.ts). */
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
  /** What ended it: the buyer, its expiry, or a payment that does not fit it. Null while nothing did. */
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
}

/** One order is one document. Everything that is decided about it is decided by one write of it. */
export interface Order extends OrderFacts {
  history: OrderEvent[]
  /** Epoch ms at which a timer has to look at it, null when nothing is open. */
  nextCheckAt: number | null
  /** Epoch ms of the last turn taken to ask the gateway about it. */
  askedAt: number
  /** The last refund that took the turn to be sent, and when (epoch ms). Orders stored before this existed lack it. */
  lastSend?: { refundId: string; at: number } | null
}
