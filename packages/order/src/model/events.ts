import type { Fen } from './money.ts'
import type { GatewayRefundState, OrderLine } from './order.ts'

interface Happened {
  /** Epoch ms. */
  at: number
}

/** Events of an order. The history is a list of these; the state is their fold. */
export type OrderEvent = Happened &
  (
    | {
        type: 'created'
        outTradeNo: string
        openid: string
        requestId: string
        lines: OrderLine[]
        totalFen: Fen
        remark: string
        expiresAt: number
      }
    | { type: 'prepay-begun'; timeStart: number; timeExpire: number; spbillCreateIp: string; inFlightUntil: number }
    | { type: 'prepaid'; prepayId: string }
    | { type: 'closing'; by: 'buyer' | 'expiry' | 'mismatch' }
    | { type: 'closed' }
    | {
        type: 'paid'
        transactionId: string
        paidAt: number
        totalFen: Fen
        bankType: string
        openid: string
        reportedBy: 'notification' | 'query'
      }
    /**
     * Money that is not the order's own payment: a second SUCCESS of the number with another transaction_id, or one of
     * another amount or payer (`why`). The gateway forbids both, the order records survive it.
     */
    | {
        type: 'extra-paid'
        transactionId: string
        paidAt: number
        totalFen: Fen
        bankType: string
        openid: string
        reportedBy: 'notification' | 'query'
        why?: 'amount' | 'payer'
      }
    | { type: 'collected'; by: string }
    | {
        type: 'refund-requested'
        refundId: string
        requestId: string
        amountFen: Fen
        reason: string
        by: string
        /** The extra payment it gives back. */
        extraTransactionId?: string
      }
    | { type: 'refund-withdrawn'; refundId: string; by: string }
    | { type: 'refund-rejected'; refundId: string; by: string; reason: string }
    /** Above the four-eyes limit: a second merchant has to agree. */
    | { type: 'refund-first-approved'; refundId: string; by: string }
    | { type: 'refund-approved'; refundId: string; by: string }
    | { type: 'refund-refused'; refundId: string; code: string; message: string }
    | { type: 'refund-accepted'; refundId: string; gatewayRefundId: string }
    | {
        type: 'refund-settled'
        refundId: string
        state: Exclude<GatewayRefundState, 'processing'>
        gatewayRefundId: string
        settledAt: number | null
        receivedBy: string | null
      }
    | { type: 'refund-abandoned'; refundId: string; by: string }
    /** `isFact`: the merchant has paid already; else he decided to, after the gateway was queried. */
    | { type: 'refund-settled-manually'; refundId: string; by: string; note: string; isFact: boolean }
    /** A note ends the task of a refund that was paid twice. */
    | { type: 'refund-twice-resolved'; refundId: string; by: string; note: string }
    /** A refund that a merchant made at WeChat's own platform; `by` is the merchant who took it over. */
    | {
        type: 'refund-adopted'
        refundId: string
        gatewayRefundId: string
        amountFen: Fen
        by: string
        /** The extra payment it gives back. */
        extraTransactionId?: string
      }
    /** A note ends the task of an order of which more was refunded than paid. */
    | { type: 'over-refund-resolved'; by: string; note: string; overRefundedFen: Fen }
    /** WeChat has money for the number that cannot be read as fen: it ends an unpaid order. */
    | { type: 'payment-unreadable'; transactionId: string | null; problem: string }
  )

/** Event of one type. */
export type EventOf<T extends OrderEvent['type']> = Extract<OrderEvent, { type: T }>
