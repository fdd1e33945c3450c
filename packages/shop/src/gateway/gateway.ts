import type { PayParams } from '@stack/contract'
import type { Fen, GatewayRefundState, Payment } from '@stack/order'

/** The gateway left it open, or could not be asked now: nothing may be concluded, ask again. */
export interface Open {
  kind: 'open'
  code: string
}

/** The gateway said no, for certain; `message` is in its own words where it gave any. */
export interface Refused {
  kind: 'refused'
  code: string
  message: string
}

/** Nothing here throws for what the other side may answer; times in epoch ms, amounts in fen. */
export interface PlaceOrder {
  outTradeNo: string
  openid: string
  totalFen: Fen
  body: string
  spbillCreateIp: string
  timeStart: number
  timeExpire: number
}

/** A refund as the gateway knows it: which payment it gives back, and how much. */
interface KnownRefund {
  outTradeNo: string
  transactionId: string
  gatewayRefundId: string
  amountFen: Fen
}

/** Ended refund as the gateway reports it. */
export type RefundEnd = KnownRefund & {
  kind: 'settled'
  state: Exclude<GatewayRefundState, 'processing'>
  settledAt: number | null
  receivedBy: string | null
}

/** Money that WeChat has signed for, but that cannot be read as fen. `reported` holds the texts of its fields. */
export interface UnreadablePayment {
  /** Null when it cannot be read either. */
  outTradeNo: string | null
  transactionId: string | null
  problem: string
  reported: Readonly<Record<string, string>>
}

/** Verified payment notification. */
export interface PayNotice {
  outTradeNo: string
  payment: Payment
  /** Departure of the listed coupons from the documents; for the merchant's bookkeeping, the payment stands. */
  couponNote?: string
}

/** Decrypted refund notification: a hint, not signed. */
export interface RefundHint {
  outTradeNo: string
  refundId: string
  gatewayRefundId: string
  amountFen: Fen
}

/** One payment or refund in a bill. */
export interface BillLine {
  kind: 'payment' | 'refund'
  appId: string
  outTradeNo: string
  transactionId: string
  /** out_refund_no, null for a payment. */
  refundId: string | null
  /** Paid, or asked back. */
  amountFen: number
  /** The part of it that the fee is reckoned from. */
  feeBaseFen: number
  /** Fee of WeChat, in 0.00001 yuan; below zero for a refunded fee. */
  fee: number
  /** In WeChat's words: 交易状态 of a payment, 退款状态 of a refund as the bill was made. */
  state: string
}

/** The bill of a day. Its lines can be walked as often as wanted. */
export interface Bill {
  /** The same bill has the same. */
  digest: string
  /** Number of unreadable lines. */
  unreadable: number
  lines(): AsyncIterable<BillLine | { unreadable: string }>
}

/** `failText` is the return_msg of the answer FAIL. */
export type Notice<T> = ({ ok: true } & T) | { ok: false; refused: string; detail: string; failText: string }

/** Port to WeChat Pay. Every call ends before `deadline` (epoch ms). */
export interface Gateway {
  placeOrder(
    order: PlaceOrder,
    deadline: number,
  ): Promise<{ kind: 'prepaid'; prepayId: string } | { kind: 'already_paid' } | Refused | Open>
  payParams(prepayId: string): PayParams
  queryOrder(
    outTradeNo: string,
    deadline: number,
  ): Promise<
    | { kind: 'paid'; payment: Payment }
    | { kind: 'unpaid' }
    | { kind: 'closed' }
    | { kind: 'order_not_found' }
    | ({ kind: 'unreadable' } & UnreadablePayment)
    | Refused
    | Open
  >
  closeOrder(
    outTradeNo: string,
    deadline: number,
  ): Promise<{ kind: 'closed' } | { kind: 'already_paid' } | Refused | Open>
  refund(
    refund: {
      outTradeNo: string
      /** Names the payment when the number has more than one. */
      transactionId?: string
      refundId: string
      /** Total of the refunded payment. */
      totalFen: Fen
      amountFen: Fen
      reason: string
    },
    deadline: number,
  ): Promise<{ kind: 'accepted'; gatewayRefundId: string } | Refused | Open>
  queryRefund(
    refundId: string,
    deadline: number,
  ): Promise<RefundEnd | (KnownRefund & { kind: 'processing' }) | { kind: 'refund_not_found' } | Refused | Open>
  /** The bill of a day in Beijing, `2026-03-01`; there is none for a day without trades. */
  downloadBill(
    day: string,
    deadline: number,
  ): Promise<{ kind: 'bill'; bill: Bill } | { kind: 'no_bill' } | { kind: 'creating' } | Refused | Open>
  /** `unreadable` is there when WeChat signed for the money, and only what it says cannot be read. */
  readPayNotify(body: string): Notice<PayNotice> & { unreadable?: UnreadablePayment }
  readRefundNotify(body: string): Notice<RefundHint>
}
