import { WxPayError } from '../errors/wx-pay-error.ts'
import { type Coupon, readCoupons } from '../fields/coupons.ts'
import { optional, readFields, required, writeFields } from '../fields/fields.ts'
import {
  fen,
  fenOrZero,
  gatewayId,
  notifyUrl,
  oneOf,
  outRefundNo,
  outTradeNo,
  receivedOutTradeNo,
  text,
  word,
  yuan,
} from '../fields/formats.ts'
import { type Endpoint, type OrderRef, requireOneOf, requireSame } from './endpoint.ts'

/** A refund of a paid order, or of a part of it. Amounts in fen. */
export type RefundParams = OrderRef & {
  /** Made and stored before the call; a repetition uses the same, with the same amounts. 1 to 64 of `0-9A-Za-z_-|*@`. */
  outRefundNo: string
  /** The order's amount. */
  totalFee: number
  refundFee: number
  refundFeeType?: 'CNY'
  /** Why, as the buyer sees it; at most 80 bytes of UTF-8. */
  refundDesc?: string
  refundAccount?: 'REFUND_SOURCE_UNSETTLED_FUNDS' | 'REFUND_SOURCE_RECHARGE_FUNDS'
  /** Address of the refund notification, instead of the address set on the merchant platform. */
  notifyUrl?: string
}

/** The refund as accepted: not yet refunded. Amounts in fen. */
export interface RefundResult {
  outTradeNo: string
  transactionId: string
  outRefundNo: string
  /** WeChat's number of the refund. */
  refundId: string
  totalFee: number
  settlementTotalFee?: number
  refundFee: number
  settlementRefundFee?: number
  feeType?: 'CNY'
  refundFeeType?: 'CNY'
  /** Cash part of the payment, in fen; with another `cashFeeType` than CNY in the smallest unit of that. */
  cashFee: number
  cashFeeType?: string
  /** Cash part of the refund, in fen; with another `cashRefundFeeType` than CNY in the smallest unit of that. */
  cashRefundFee?: number
  cashRefundFeeType?: string
  couponRefundFee?: number
  coupons: Coupon[]
  /** Departure of the coupons' number or numbering from the documents, for the log. */
  couponNote?: string
}

const params = {
  outTradeNo: optional(outTradeNo),
  transactionId: optional(gatewayId),
  outRefundNo: required(outRefundNo),
  totalFee: required(fen),
  refundFee: required(fen),
  refundFeeType: optional(oneOf('CNY')),
  refundDesc: optional(text(80)),
  refundAccount: optional(oneOf('REFUND_SOURCE_UNSETTLED_FUNDS', 'REFUND_SOURCE_RECHARGE_FUNDS')),
  notifyUrl: optional(notifyUrl),
}

const result = {
  outTradeNo: required(receivedOutTradeNo),
  transactionId: required(gatewayId),
  outRefundNo: required(outRefundNo),
  refundId: required(gatewayId),
  totalFee: required(fen),
  settlementTotalFee: optional(fenOrZero),
  refundFee: required(fen),
  settlementRefundFee: optional(fenOrZero),
  feeType: optional(yuan),
  refundFeeType: optional(yuan),
  cashFee: required(fenOrZero),
  cashFeeType: optional(word),
  cashRefundFee: optional(fenOrZero),
  cashRefundFeeType: optional(word),
  couponRefundFee: optional(fenOrZero),
}

/** @see https://pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_4 */
export const refund: Endpoint<RefundParams, RefundResult> = {
  name: 'refund',
  path: '/secapi/pay/refund',
  withCertificate: true,
  writes: true,
  encode(wanted) {
    const fields = writeFields(wanted, params)
    requireOneOf(fields, ['transaction_id', 'transactionId'], ['out_trade_no', 'outTradeNo'])
    if (wanted.refundFee > wanted.totalFee) {
      throw new WxPayError(
        'REFUND_EXCEEDS_TOTAL',
        `refundFee ${wanted.refundFee} fen is more than totalFee ${wanted.totalFee} fen`,
      )
    }
    return fields
  },
  decode(answer, sent) {
    const order = sent.transaction_id === undefined ? 'out_trade_no' : 'transaction_id'
    requireSame(answer, sent, order, 'out_refund_no', 'refund_fee', 'total_fee')
    return { ...readFields(answer, result), ...readCoupons(answer, { prefix: 'coupon_refund' }) }
  },
}
