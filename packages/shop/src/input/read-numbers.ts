import type { Input } from '@stack/cloud-function'

/** Reads an out_trade_no of this shop. */
export function readOutTradeNo(input: Input): string {
  return input.string('outTradeNo', /^[0-9A-Za-z]{6,32}$/, 'an order number is needed')
}

/** Reads an out_refund_no; one made at WeChat's platform may hold more characters than the shop's own. */
export function readRefundId(input: Input): string {
  return input.string('refundId', /^[0-9A-Za-z_\-|*@]{6,64}$/, 'a refund number is needed')
}

/** Reads the transaction_id of a payment. */
export function readTransactionId(input: Input): string {
  return input.string('transactionId', /^[0-9A-Za-z]{1,32}$/, 'the number of a payment is needed')
}

/** Reads the caller's own name for a request: the same name again is the same request. */
export function readRequestId(input: Input): string {
  return input.string('requestId', /^[0-9A-Za-z_-]{8,64}$/, '8 to 64 letters, digits, _ or - are needed')
}

/** Pattern of the id of a discrepancy: its kind and the number that it is about. */
export const discrepancyIdPattern = '(?:payment|refund|fee)[a-z-]*-[0-9A-Za-z_|*@-]{1,64}'

/** Reads the id of a discrepancy. */
export function readDiscrepancyId(input: Input): string {
  return input.string('discrepancyId', new RegExp(`^${discrepancyIdPattern}$`), 'the id of a discrepancy is needed')
}
