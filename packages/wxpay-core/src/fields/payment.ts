import { WxPayError } from '../errors/wx-pay-error.ts'
import { type Coupon, readCoupons } from './coupons.ts'
import { optional, readFields, required, type WireFields, wireNamesOf } from './fields.ts'
import { fen, fenOrZero, gatewayId, oneOf, openid, receivedOutTradeNo, text, time, word, yuan } from './formats.ts'

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
  /** Amount settled with the merchant: totalFee without NO_CASH coupons. */
  settlementTotalFee?: number
  feeType?: 'CNY'
  /** Amount that the buyer paid in cash, in fen; with another `cashFeeType` than CNY in the smallest unit of that. */
  cashFee: number
  cashFeeType?: string
  /** Amount that coupons paid. */
  couponFee?: number
  /** Coupons that are listed, whatever their number and numbering is said to be. */
  coupons: Coupon[]
  /** Departure of the coupons' number or numbering from the documents, for the log. */
  couponNote?: string
  attach?: string
  deviceInfo?: string
  isSubscribe?: 'Y' | 'N'
  /** Time of the payment, epoch ms. */
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
  feeType: optional(yuan),
  cashFee: required(fenOrZero),
  cashFeeType: optional(word),
  couponFee: optional(fenOrZero),
  attach: optional(text(128)),
  deviceInfo: optional(text(32)),
  isSubscribe: optional(oneOf('Y', 'N')),
  timeEnd: required(time),
}

const elements: ReadonlySet<string> = new Set([...wireNamesOf(table), 'coupon_count'])
const COUPON_ELEMENT = /^coupon_(?:id|fee|type)_\d+$/

/** Says whether `readPayment` reads elements of this name. */
export const isPaymentElement = (name: string): boolean => elements.has(name) || COUPON_ELEMENT.test(name)

/** Reads the fields of a payment. @throws WxPayError MISSING_FIELD, BAD_FIELD, INCONSISTENT_FIELDS */
export function readPayment(fields: WireFields): Payment {
  const payment = readFields(fields, table)
  const { coupons, couponNote } = readCoupons(fields, { prefix: 'coupon', announcedSum: payment.couponFee })
  checkSums(payment)
  return { ...payment, coupons, ...(couponNote !== undefined && { couponNote }) }
}

/**
 * Checks total = cash + coupons, as the documents promise. Without coupons in the message the buyer may still have paid
 * less, so then cash must only not be more.
 */
function checkSums(payment: Omit<Payment, 'coupons' | 'couponNote'>): void {
  const { totalFee, cashFee, cashFeeType = 'CNY', couponFee, settlementTotalFee = 0 } = payment
  const addsUp = couponFee === undefined ? cashFee <= totalFee : cashFee + couponFee === totalFee
  // Amounts of two currencies do not add up.
  const adds = cashFeeType !== 'CNY' || addsUp
  if (adds && settlementTotalFee <= totalFee) return
  throw new WxPayError(
    'INCONSISTENT_FIELDS',
    `total_fee ${totalFee}, cash_fee ${cashFee}, coupon_fee ${couponFee ?? 'absent'}, settlement_total_fee ${settlementTotalFee} (fen) do not fit together`,
  )
}
