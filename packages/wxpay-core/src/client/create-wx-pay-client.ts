import type { OpenedBill } from '../bill/open-bill.ts'
import { BILL_MAX_BYTES } from '../bill/unpack-bill.ts'
import { type CloseOrderParams, closeOrder } from '../endpoints/close-order.ts'
import { type DownloadBillParams, type DownloadedBill, downloadBill } from '../endpoints/download-bill.ts'
import type { Endpoint } from '../endpoints/endpoint.ts'
import { type OrderQueryParams, type OrderQueryResult, orderQuery } from '../endpoints/order-query.ts'
import { type PayParams, signPayParams } from '../endpoints/pay-params.ts'
import { readAnswer } from '../endpoints/read-answer.ts'
import { type RefundParams, type RefundResult, refund } from '../endpoints/refund.ts'
import { type RefundQueryParams, type RefundQueryResult, refundQuery } from '../endpoints/refund-query.ts'
import { type UnifiedOrderParams, type UnifiedOrderResult, unifiedOrder } from '../endpoints/unified-order.ts'
import type { WireFields } from '../fields/fields.ts'
import { type PayNotify, readPayNotify } from '../notifications/read-pay-notify.ts'
import { type RefundNotify, readRefundNotify } from '../notifications/read-refund-notify.ts'
import { XML_MAX_BYTES } from '../xml/guard-xml.ts'
import { type CallOptions, callGateway } from './call-gateway.ts'
import { readOptions, type WxPayOptions } from './read-options.ts'

/** WeChat Pay API v2 for one merchant. Every call rejects with a WxPayError and nothing else. */
export interface WxPayClient {
  /** Places an order. @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985 */
  unifiedOrder(params: UnifiedOrderParams, options?: CallOptions): Promise<UnifiedOrderResult>
  /** Asks for the state of an order. */
  orderQuery(params: OrderQueryParams, options?: CallOptions): Promise<OrderQueryResult>
  /** Closes an unpaid order; closing a closed or unknown one succeeds too. */
  closeOrder(params: CloseOrderParams, options?: CallOptions): Promise<void>
  /** Applies for a refund, with the client certificate; accepted is not yet refunded. */
  refund(params: RefundParams, options?: CallOptions): Promise<RefundResult>
  /** Asks for the refunds of an order. */
  refundQuery(params: RefundQueryParams, options?: CallOptions): Promise<RefundQueryResult>
  /** Fetches and reads the bill of a day. @see https://pay.weixin.qq.com/doc/v2/merchant/4011985040 */
  downloadBill(params: DownloadBillParams, options?: CallOptions): Promise<DownloadedBill>
  /** Fetches the bill of a day to be walked row by row: for one that is too long to be read at once. */
  openBill(params: DownloadBillParams, options?: CallOptions): Promise<OpenedBill>
  /** Signs what wx.requestPayment takes. @throws WxPayError BAD_PARAM */
  payParams(prepayId: string): PayParams
  /** Reads a payment notification. */
  readPayNotify(body: string | Uint8Array): PayNotify
  /** Reads a refund notification, which is a hint only: confirm it by refundQuery. */
  readRefundNotify(body: string | Uint8Array): RefundNotify
  /** Ends idle connections. */
  close(): void
}

/**
 * Makes a client; it opens no connection before its first call and then keeps it.
 *
 * @throws WxPayError BAD_OPTION, BAD_CERTIFICATE
 */
export function createWxPayClient(options: WxPayOptions): WxPayClient {
  const gateway = readOptions(options)
  const { merchant } = gateway

  function call<P, R>(endpoint: Endpoint<P, R>) {
    return async (params: P, callOptions?: CallOptions): Promise<R> => {
      const sent = endpoint.encode(params)
      const read = (body: Buffer) => readAnswer(endpoint, body, { sent, merchant })
      return callGateway(gateway, { ...endpoint, sent, read, maxBytes: XML_MAX_BYTES }, callOptions)
    }
  }

  function bill<R>(readBody: (body: Buffer, sent: WireFields) => Promise<R>) {
    return async (params: DownloadBillParams, callOptions?: CallOptions): Promise<R> => {
      const sent = downloadBill.encode(params)
      const read = (body: Buffer) => readBody(body, sent)
      return callGateway(gateway, { ...downloadBill, sent, read, maxBytes: BILL_MAX_BYTES }, callOptions)
    }
  }

  return {
    unifiedOrder: call(unifiedOrder),
    orderQuery: call(orderQuery),
    closeOrder: call(closeOrder),
    refund: call(refund),
    refundQuery: call(refundQuery),
    downloadBill: bill(downloadBill.decode),
    openBill: bill(downloadBill.open),
    payParams: (prepayId) => signPayParams(prepayId, merchant, { nowMs: gateway.now(), nonce: gateway.nonce() }),
    readPayNotify: (body) => readPayNotify(body, merchant),
    readRefundNotify: (body) => readRefundNotify(body, merchant),
    close: gateway.close,
  }
}
