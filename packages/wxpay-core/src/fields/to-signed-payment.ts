import type { SignedPayment } from '../errors/signed-payment.ts'
import type { WireFields } from './fields.ts'
import { gatewayId, receivedOutTradeNo } from './formats.ts'

const reportedNames = [
  ...['total_fee', 'fee_type', 'cash_fee', 'cash_fee_type', 'coupon_fee', 'settlement_total_fee'],
  ...['time_end', 'trade_type', 'bank_type'],
]
const REPORTED_MAX_CHARS = 64

/** Cuts a text without leaving half a surrogate pair, which no database stores. */
const cutText = (text: string) => text.slice(0, REPORTED_MAX_CHARS).replace(/[\ud800-\udbff]$/, '')

/** Takes from a verified message what a person needs to find the money. */
export function toSignedPayment(fields: WireFields): SignedPayment {
  const reported = reportedNames.flatMap((name) => {
    const value = fields[name]
    return value ? [[name, cutText(value)]] : []
  })
  return {
    outTradeNo: receivedOutTradeNo.read(fields.out_trade_no ?? '') ?? null,
    transactionId: gatewayId.read(fields.transaction_id ?? '') ?? null,
    reported: Object.fromEntries(reported),
  }
}
