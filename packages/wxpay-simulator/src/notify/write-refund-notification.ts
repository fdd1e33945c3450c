import { createCipheriv, createHash } from 'node:crypto'
import { longTime } from '../shared/beijing-time.ts'
import type { Merchant } from '../store/merchant.ts'
import { receivingAccount } from '../store/refund-account.ts'
import type { Refund, RefundOutcome, RefundReceiver } from '../store/refunds.ts'
import { type Field, writeElement } from '../wire/write-xml.ts'

/** The refund that is told of. */
export interface EndedRefund {
  outRefundNo: string
  outTradeNo: string
  refundId: string
  transactionId: string
  account: string
  refundFen: number
  totalFen: number
  status: RefundOutcome
  settledAt: number
  /** Default: the buyer's wallet. */
  receivedBy?: RefundReceiver
  /** Default: a call of the API. */
  source?: Refund['source']
}

/** Writes the inner message of a refund notification: alphabetical, one element a line. */
export function writeRefundInfo(refund: EndedRefund): string {
  const { status, receivedBy = 'buyer', source = 'API' } = refund
  const fields: Field[] = [
    ['out_refund_no', refund.outRefundNo],
    ['out_trade_no', refund.outTradeNo],
    ['refund_account', refund.account],
    ['refund_fee', String(refund.refundFen)],
    ['refund_id', refund.refundId],
    ['refund_recv_accout', receivingAccount({ status, receivedBy }, '支付用户零钱')],
    ['refund_request_source', source],
    ['refund_status', status],
    ['settlement_refund_fee', String(refund.refundFen)],
    ['settlement_total_fee', String(refund.totalFen)],
    ...(status === 'SUCCESS' ? [['success_time', longTime(refund.settledAt)] as const] : []),
    ['total_fee', String(refund.totalFen)],
    ['transaction_id', refund.transactionId],
  ]
  return `<root>\n${fields.map((field) => `${writeElement(field)}\n`).join('')}</root>`
}

/**
 * Encrypts the inner message as req_info: AES-256-ECB under the lower-case hex MD5 of the API key, base64.
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxpay/ch/pay/NativePay/chapter8_8.shtml
 */
export function encryptRefundInfo(plainText: string, apiKey: string): string {
  const key = createHash('md5').update(apiKey, 'utf8').digest('hex')
  const cipher = createCipheriv('aes-256-ecb', key, null)
  return Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]).toString('base64')
}

/** Writes the refund notification: one line, unsigned, return_code outside CDATA. */
export function writeRefundNotification(refund: EndedRefund, merchant: Merchant, nonce: string): string {
  const fields: Field[] = [
    ['appid', merchant.appId],
    ['mch_id', merchant.mchId],
    ['nonce_str', nonce],
    ['req_info', encryptRefundInfo(writeRefundInfo(refund), merchant.apiKey)],
  ]
  return `<xml><return_code>SUCCESS</return_code>${fields.map(writeElement).join('')}</xml>`
}
