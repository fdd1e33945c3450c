import { WxPayError } from '../errors/wx-pay-error.ts'
import { type Coupon, readCoupons } from '../fields/coupons.ts'
import { optional, readFields, required, type WireFields, writeFields } from '../fields/fields.ts'
import {
  count,
  fen,
  fenOrZero,
  gatewayId,
  oneOf,
  outRefundNo,
  outTradeNo,
  receivedOutTradeNo,
  refundTime,
  text,
  word,
  yuan,
} from '../fields/formats.ts'
import { type Endpoint, requireOneOf, requireSame } from './endpoint.ts'

/** Which refunds: of one number the gateway takes the first given in this order. */
export type RefundQueryParams = { offset?: number } & (
  | { refundId: string }
  | { outRefundNo: string }
  | { transactionId: string }
  | { outTradeNo: string }
)

/** One refund of the order. Amounts in fen. */
export interface QueriedRefund {
  outRefundNo: string
  refundId: string
  /** CHANGE: could not be given back (card closed); the merchant has to act. REFUNDCLOSE: closed, apply anew. */
  refundStatus: 'SUCCESS' | 'PROCESSING' | 'CHANGE' | 'REFUNDCLOSE'
  refundFee: number
  refundFeeType?: 'CNY'
  settlementRefundFee?: number
  refundChannel?: string
  refundAccount?: string
  /** Recipient of the money, in the gateway's words. */
  refundRecvAccount?: string
  /** Epoch ms. */
  refundSuccessTime?: number
  couponRefundFee?: number
  coupons: Coupon[]
  /** Departure of the coupons' number or numbering from the documents, for the log. */
  couponNote?: string
}

/** The refunds of an order, at most ten in one answer. Amounts in fen. */
export interface RefundQueryResult {
  outTradeNo: string
  transactionId: string
  totalFee: number
  settlementTotalFee?: number
  feeType?: 'CNY'
  refundFeeType?: 'CNY'
  /** Cash part of the payment, in fen; with another `cashFeeType` than CNY in the smallest unit of that. */
  cashFee: number
  cashFeeType?: string
  /** Number of all refunds; more than `refunds` has where they do not fit into one answer (ask again with `offset`). */
  totalRefundCount?: number
  refunds: QueriedRefund[]
}

const params = {
  refundId: optional(gatewayId),
  outRefundNo: optional(outRefundNo),
  transactionId: optional(gatewayId),
  outTradeNo: optional(outTradeNo),
  offset: optional(count),
}

const order = {
  outTradeNo: required(receivedOutTradeNo),
  transactionId: required(gatewayId),
  totalFee: required(fen),
  settlementTotalFee: optional(fenOrZero),
  feeType: optional(yuan),
  refundFeeType: optional(yuan),
  cashFee: required(fenOrZero),
  cashFeeType: optional(word),
  totalRefundCount: optional(count),
  refundCount: required(count),
}

const refund = {
  outRefundNo: required(outRefundNo),
  refundId: required(gatewayId),
  refundStatus: required(oneOf('SUCCESS', 'PROCESSING', 'CHANGE', 'REFUNDCLOSE')),
  refundFee: required(fen),
  refundFeeType: optional(yuan),
  settlementRefundFee: optional(fenOrZero),
  refundChannel: optional(word),
  refundAccount: optional(text(30)),
  refundRecvAccount: optional(text(64), 'refund_recv_accout'),
  refundSuccessTime: optional(refundTime),
  couponRefundFee: optional(fenOrZero),
}

function readRefund(answer: WireFields, n: number): QueriedRefund {
  const suffix = `_${n}`
  return { ...readFields(answer, refund, suffix), ...readCoupons(answer, { prefix: 'coupon_refund', suffix }) }
}

/** By the number of a refund exactly that one must come back, by the number of an order that order. */
function checkAskedFor(answer: WireFields, sent: WireFields, refunds: QueriedRefund[]): void {
  const { refund_id: refundId, out_refund_no: refundNo } = sent
  if (refundId === undefined && refundNo === undefined) {
    requireSame(answer, sent, sent.transaction_id === undefined ? 'out_trade_no' : 'transaction_id')
    return
  }
  const asked = refundId ?? refundNo
  const found = refunds.map((one) => (refundId === undefined ? one.outRefundNo : one.refundId))
  if (found.length !== 1 || found[0] !== asked) {
    throw new WxPayError('ORDER_MISMATCH', `asked for refund ${asked}, answered with ${found.join(', ') || 'none'}`)
  }
}

/** @see https://github.com/TheNorthMemory/wechatpay-openapi (docs/v2, a transcription of the official page) */
export const refundQuery: Endpoint<RefundQueryParams, RefundQueryResult> = {
  name: 'refundquery',
  path: '/pay/refundquery',
  withCertificate: false,
  writes: false,
  encode(wanted) {
    const fields = writeFields(wanted, params)
    requireOneOf(
      fields,
      ['refund_id', 'refundId'],
      ['out_refund_no', 'outRefundNo'],
      ['transaction_id', 'transactionId'],
      ['out_trade_no', 'outTradeNo'],
    )
    return fields
  },
  decode(answer, sent) {
    const { refundCount, ...read } = readFields(answer, order)
    const refunds = Array.from({ length: refundCount }, (_, n) => readRefund(answer, n))
    checkAskedFor(answer, sent, refunds)
    return { ...read, refunds }
  },
}
