import { WxPayError } from '../errors/wx-pay-error.ts'
import { type Coupon, readCoupons } from './coupons.ts'
import { optional, readFields, required, type WireFields, wireNamesOf } from './fields.ts'
import { count, fen, fenOrZero, gatewayId, oneOf, openid, receivedOutTradeNo, text, time, word } from './formats.ts'

/** A payment that WeChat reports, in a notification or as the answer to an order query. Amounts in fen. */
export interface Payment {
  outTradeNo: string
  /** WeChat's number of the payment. */
  transactionId: string
  openid: string
  tradeType: string
  bankType: string
  /** The order's amount, whatever coupons paid of it. */
  totalFee: number
  /** What is settled with the merchant: totalFee without NO_CASH coupons. */
  settlementTotalFee?: number
  feeType?: string
  /** What the buyer paid. */
  cashFee: number
  cashFeeType?: string
  /** What coupons paid. */
  couponFee?: number
  coupons: Coupon[]
  attach?: string
  deviceInfo?: string
  isSubscribe?: 'Y' | 'N'
  /** When it was paid, epoch ms. */
  timeEnd: number
}

const table = {
  outTradeNo: required(receivedOutTradeNo),
  transactionId: required(gatewayId),
  openid: required(openid),
  tradeType: required(word),
  bankType: required(word),
  totalFee: required(fen),
  settlementTotalFee: optional(fenOrZero),
  feeType: optional(word),
  cashFee: required(fenOrZero),
  cashFeeType: optional(word),
  couponFee: optional(fenOrZero),
  couponCount: optional(count),
  attach: optional(text(128)),
  deviceInfo: optional(text(32)),
  isSubscribe: optional(oneOf('Y', 'N')),
  timeEnd: required(time),
}

const elements: ReadonlySet<string> = new Set(wireNamesOf(table))
const COUPON_ELEMENT = /^coupon_(?:id|fee|type)_\d+$/

/** Whether `readPayment` looks at elements of this name. */
export const isPaymentElement = (name: string): boolean => elements.has(name) || COUPON_ELEMENT.test(name)

/** Reads the fields of a payment. @throws WxPayError MISSING_FIELD, BAD_FIELD, INCONSISTENT_FIELDS */
export function readPayment(fields: WireFields): Payment {
  const { couponCount = 0, ...payment } = readFields(fields, table)
  const announced = { count: couponCount, sum: payment.couponFee }
  const coupons = readCoupons(fields, { prefix: 'coupon', announced })
  checkSums(payment)
  return { ...payment, coupons }
}

/**
 * total = cash + coupons, as the documents promise; without a word about coupons the buyer may still have paid less, so
 * then only "not more" is asked for.
 */
function checkSums(payment: Omit<Payment, 'coupons'>): void {
  const { totalFee, cashFee, couponFee, settlementTotalFee = 0 } = payment
  const adds = couponFee === undefined ? cashFee <= totalFee : cashFee + couponFee === totalFee
  if (adds && settlementTotalFee <= totalFee) return
  throw new WxPayError(
    'INCONSISTENT_FIELDS',
    `total_fee ${totalFee}, cash_fee ${cashFee}, coupon_fee ${couponFee ?? 'absent'}, settlement_total_fee ${settlementTotalFee} (fen) do not fit together`,
  )
}
