import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, readFields, required } from '../fields/fields.ts'
import {
  fen,
  fenOrZero,
  gatewayId,
  oneOf,
  outRefundNo,
  receivedOutTradeNo,
  refundTime,
  text,
  word,
  yuan,
} from '../fields/formats.ts'
import { checkMerchant, type Merchant } from '../fields/merchant.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { decryptReqInfo } from './decrypt-req-info.ts'
import { orRefuse, type RefusedNotify, refuseNotify } from './notify-refusal.ts'

/** Content of a refund notification. Amounts in fen. It is not signed: a hint, to be confirmed by refundQuery. */
export interface NotifiedRefund {
  outTradeNo: string
  transactionId: string
  outRefundNo: string
  refundId: string
  refundStatus: 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE'
  totalFee: number
  settlementTotalFee?: number
  refundFee: number
  feeType?: 'CNY'
  refundFeeType?: 'CNY'
  settlementRefundFee?: number
  /** In fen; with another `cashRefundFeeType` than CNY in the smallest unit of that. */
  cashRefundFee?: number
  cashRefundFeeType?: string
  /** Epoch ms. */
  successTime?: number
  /** Recipient of the money, in the gateway's words. */
  refundRecvAccount?: string
  refundAccount?: string
  refundRequestSource?: string
}

/** Content of a refund notification, or the reason of its refusal. */
export type RefundNotify = { ok: true; refund: NotifiedRefund } | RefusedNotify

const outer = { reqInfo: required(text(1024)) }
const inner = {
  outTradeNo: required(receivedOutTradeNo),
  transactionId: required(gatewayId),
  outRefundNo: required(outRefundNo),
  refundId: required(gatewayId),
  refundStatus: required(oneOf('SUCCESS', 'CHANGE', 'REFUNDCLOSE')),
  totalFee: required(fen),
  settlementTotalFee: optional(fenOrZero),
  feeType: optional(yuan),
  refundFee: required(fen),
  refundFeeType: optional(yuan),
  settlementRefundFee: optional(fenOrZero),
  cashRefundFee: optional(fenOrZero),
  cashRefundFeeType: optional(word),
  successTime: optional(refundTime),
  refundRecvAccount: optional(text(64), 'refund_recv_accout'),
  refundAccount: optional(text(30)),
  refundRequestSource: optional(text(30)),
}

/**
 * Reads a refund notification: XML guard, return_code, appid and mch_id, decryption, fields and their formats, amounts.
 *
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxpay/ch/pay/NativePay/chapter8_8.shtml
 */
export function readRefundNotify(body: string | Uint8Array, merchant: Merchant): RefundNotify {
  return orRefuse<RefundNotify>(() => {
    const fields = parseXml(body)
    // With FAIL the document promises neither appid nor req_info.
    if (fields.return_code !== 'SUCCESS') {
      return refuseNotify('not_success', `return_code is ${formatValue(fields.return_code)}`)
    }
    checkMerchant(fields, merchant)
    const plain = decryptReqInfo(readFields(fields, outer).reqInfo, merchant.apiKey)
    if (plain === undefined) {
      return refuseNotify(
        'undecryptable',
        "req_info does not decrypt to a message. Likely cause: forged, or the API key is not this merchant's",
      )
    }
    const refund = readFields(plain, inner)
    if (refund.refundFee > refund.totalFee) {
      throw new WxPayError(
        'INCONSISTENT_FIELDS',
        `refund_fee ${refund.refundFee} is more than total_fee ${refund.totalFee} (fen)`,
      )
    }
    return { ok: true, refund }
  })
}
