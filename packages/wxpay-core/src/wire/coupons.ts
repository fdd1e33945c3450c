import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, readFields, required, type WireFields } from './fields.ts'
import { fenOrZero, gatewayId, oneOf } from './formats.ts'

/** A coupon that paid a part of an order, or got a part of a refund back. */
export interface Coupon {
  id: string
  /** Its part, in fen. */
  fee: number
  /** CASH: topped up by the merchant with real money; settled. NO_CASH: not settled. */
  type?: 'CASH' | 'NO_CASH'
}

const couponTypes = oneOf('CASH', 'NO_CASH')
/** The three numbered fields of a coupon in a payment, and in a refund. */
const tables = {
  coupon: {
    id: required(gatewayId, 'coupon_id'),
    fee: required(fenOrZero, 'coupon_fee'),
    type: optional(couponTypes, 'coupon_type'),
  },
  coupon_refund: {
    id: required(gatewayId, 'coupon_refund_id'),
    fee: required(fenOrZero, 'coupon_refund_fee'),
    type: optional(couponTypes, 'coupon_type'),
  },
}

interface CouponFields {
  prefix: keyof typeof tables
  /** `_1` where the coupons belong to the second of several refunds. */
  suffix?: string
  /** Number and sum (fen) that the message announces; left out where nothing hangs on them. */
  announced?: { count: number; sum: number | undefined }
}

/** Reads numbered coupons. @throws WxPayError INCONSISTENT_FIELDS when number or sum differ from what is announced */
export function readCoupons(fields: WireFields, { prefix, suffix = '', announced }: CouponFields): Coupon[] {
  const idPattern = new RegExp(`^${prefix}_id${suffix}_\\d+$`)
  const listed = Object.keys(fields).filter((name) => idPattern.test(name)).length
  if (announced !== undefined && announced.count !== listed) {
    throw new WxPayError(
      'INCONSISTENT_FIELDS',
      `${prefix}_count is ${announced.count}, but ${listed} coupons are listed`,
    )
  }
  const coupons = Array.from({ length: listed }, (_, n) => readFields(fields, tables[prefix], `${suffix}_${n}`))
  const sum = coupons.reduce((total, coupon) => total + coupon.fee, 0)
  if (listed > 0 && announced?.sum !== undefined && announced.sum !== sum) {
    throw new WxPayError('INCONSISTENT_FIELDS', `${prefix}_fee is ${announced.sum} fen, the coupons make ${sum} fen`)
  }
  return coupons
}
