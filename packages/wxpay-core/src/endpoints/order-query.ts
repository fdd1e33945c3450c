import { withContext } from '../errors/with-context.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, readFields, required, writeFields } from '../fields/fields.ts'
import { fenOrZero, gatewayId, oneOf, outTradeNo, receivedOutTradeNo, text, yuan } from '../fields/formats.ts'
import { type Payment, readPayment } from '../fields/payment.ts'
import { toSignedPayment } from '../fields/to-signed-payment.ts'
import { type Endpoint, type OrderRef, requireOneOf, requireSame } from './endpoint.ts'

/** The order that is asked for. */
export type OrderQueryParams = OrderRef

/** An order that was paid; REFUND: and a refund, even of a part, was made since. */
export interface PaidOrder extends Payment {
  tradeState: 'SUCCESS' | 'REFUND'
  tradeStateDesc?: string
}

/** An order that is not paid (yet). */
export interface UnpaidOrder {
  tradeState: 'NOTPAY' | 'CLOSED' | 'USERPAYING' | 'PAYERROR' | 'REVOKED' | 'ACCEPT'
  tradeStateDesc?: string
  outTradeNo: string
  /** Fen; not in every answer. */
  totalFee?: number
  feeType?: 'CNY'
}

/** Order as the gateway knows it. */
export type OrderQueryResult = PaidOrder | UnpaidOrder

const params = { outTradeNo: optional(outTradeNo), transactionId: optional(gatewayId) }
const desc = { tradeStateDesc: optional(text(256)) }
const paidState = required(oneOf('SUCCESS', 'REFUND'))
const unpaidState = required(oneOf('NOTPAY', 'CLOSED', 'USERPAYING', 'PAYERROR', 'REVOKED', 'ACCEPT'))
const unpaid = {
  ...desc,
  tradeState: unpaidState,
  outTradeNo: required(receivedOutTradeNo),
  totalFee: optional(fenOrZero),
  feeType: optional(yuan),
}
const isPaid = (state: string | undefined) => state === 'SUCCESS' || state === 'REFUND'

/** @see https://pay.weixin.qq.com/docs/merchant/products/query-order/callback-and-query-order.html */
export const orderQuery: Endpoint<OrderQueryParams, OrderQueryResult> = {
  name: 'orderquery',
  path: '/pay/orderquery',
  withCertificate: false,
  writes: false,
  encode(order) {
    const fields = writeFields(order, params)
    requireOneOf(fields, ['transaction_id', 'transactionId'], ['out_trade_no', 'outTradeNo'])
    return fields
  },
  decode(answer, sent) {
    // transaction_id wins at the gateway; only paid orders have one.
    requireSame(answer, sent, sent.transaction_id === undefined ? 'out_trade_no' : 'transaction_id')
    if (!isPaid(answer.trade_state)) return readFields(answer, unpaid)
    try {
      return { ...readFields(answer, { ...desc, tradeState: paidState }), ...readPayment(answer) }
    } catch (error) {
      if (!(error instanceof WxPayError)) throw error
      throw withContext(error, { signedPayment: toSignedPayment(answer) })
    }
  },
}
