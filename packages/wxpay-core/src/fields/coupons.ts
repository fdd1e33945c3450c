import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, readFields, required, type WireFields } from './fields.ts'
import { fenOrZero, gatewayId, oneOf } from './formats.ts'

/** A coupon that paid a part of an order, or got a part of a refund back. */
export interface Coupon {
  /** Absent where the message lists only its part. */
  id?: string
  /** Its part, in fen. */
  fee: number
  /** CASH: topped up by the merchant with real money; settled. NO_CASH: not settled. */
  type?: 'CASH' | 'NO_CASH'
}

const couponTypes = oneOf('CASH', 'NO_CASH')
/** The three numbered fields of a coupon in a payment, and in a refund. */
const tables = {
  coupon: {
    id: optional(gatewayId, 'coupon_id'),
    fee: required(fenOrZero, 'coupon_fee'),
    type: optional(couponTypes, 'coupon_type'),
  },
  coupon_refund: {
    id: optional(gatewayId, 'coupon_refund_id'),
    fee: required(fenOrZero, 'coupon_refund_fee'),
    type: optional(couponTypes, 'coupon_type'),
  },
}

interface CouponFields {
  prefix: keyof typeof tables
  /** `_1` where the coupons belong to the second of several refunds. */
  suffix?: string
  /** Sum (fen) that the message announces; left out where nothing hangs on it. */
  announcedSum?: number | undefined
}

/** Coupons that a message lists. */
interface ListedCoupons {
  coupons: Coupon[]
  /** Departure of their number or numbering from the documents, for the log. */
  couponNote?: string
}

/**
 * Reads the coupons that are listed. That a payment is believed must not hang on bookkeeping: number, numbering and missing
 * ids are only noted, the sum is checked.
 *
 * @throws WxPayError INCONSISTENT_FIELDS when the sum differs from what is announced; MISSING_FIELD, BAD_FIELD
 */
export function readCoupons(fields: WireFields, { prefix, suffix = '', announcedSum }: CouponFields): ListedCoupons {
  const numbers = numbersOf(fields, [`${prefix}_id${suffix}_`, `${prefix}_fee${suffix}_`])
  const coupons = numbers.map((n) => readFields(fields, tables[prefix], `${suffix}_${n}`))
  const sum = coupons.reduce((total, coupon) => total + coupon.fee, 0)
  if (coupons.length > 0 && announcedSum !== undefined && announcedSum !== sum) {
    throw new WxPayError('INCONSISTENT_FIELDS', `${prefix}_fee is ${announcedSum} fen, the coupons make ${sum} fen`)
  }
  const announced = fields[`${prefix}_count${suffix}`]
  const isAsDocumented =
    Number(announced || 0) === coupons.length &&
    numbers.every((n, index) => Number(n) === index) &&
    coupons.every(({ id }) => id !== undefined)
  if (isAsDocumented) return { coupons }
  const withoutId = numbers.filter((_, index) => coupons[index]?.id === undefined)
  const missing = withoutId.length === 0 ? '' : `, without an id ${list(withoutId)}`
  const note = `${prefix}_count is ${announced ? formatValue(announced) : 'absent'}, listed are ${list(numbers)}${missing}`
  return { coupons, couponNote: note }
}

const NOTED_NUMBERS = 20
/** Shows numbers for the log. */
const list = (numbers: string[]) =>
  numbers.length > NOTED_NUMBERS ? `${numbers.length} coupons` : numbers.join(', ') || 'none'

/** Returns the numbers at the end of the elements that begin like this, as they are written, in numeric order. */
function numbersOf(fields: WireFields, starts: string[]): string[] {
  const found = Object.keys(fields).flatMap((name) => {
    const start = starts.find((one) => name.startsWith(one))
    const number = start === undefined ? '' : name.slice(start.length)
    return fields[name] !== '' && /^\d{1,4}$/.test(number) ? [number] : []
  })
  return [...new Set(found)].sort((a, b) => Number(a) - Number(b))
}
