import type { Merchant } from '../fields/merchant.ts'
import { encryptReqInfo } from '../notifications/decrypt-req-info.ts'
import { type SignOptions, signParams } from '../sign/sign-params.ts'
import { formatBeijingTime } from '../time/beijing-time.ts'
import { buildXml } from '../xml/build-xml.ts'

/** Content of a payment notification in a test; wire fields added or replaced by `wire` are signed too. */
export interface PayNotifyContent {
  outTradeNo: string
  /** Fen. */
  totalFee: number
  transactionId?: string
  openid?: string
  /** Epoch ms. */
  timeEnd?: number
  wire?: Record<string, string>
}

/** Content of a refund notification in a test; `wire` adds or replaces encrypted fields. */
export interface RefundNotifyContent {
  outTradeNo: string
  outRefundNo: string
  /** Fen. */
  totalFee: number
  refundFee: number
  transactionId?: string
  refundId?: string
  refundStatus?: 'SUCCESS' | 'CHANGE' | 'REFUNDCLOSE'
  wire?: Record<string, string>
}

/** Any fields by wire name, signed, as a message. */
export function signedMessage(fields: Record<string, string>, options: SignOptions): string {
  return buildXml({ ...fields, sign: signParams(fields, options) })
}

/** A gateway's signed answer: return_code and result_code SUCCESS, or as `fields` (by wire name) say. */
export function signedAnswer(merchant: Merchant, fields: Record<string, string>): string {
  return signedMessage({ ...envelope(merchant), return_msg: 'OK', ...fields }, merchant)
}

/** A signed payment notification with the elements that a captured one has. */
export function signedPayNotify(merchant: Merchant, { wire, ...content }: PayNotifyContent): string {
  return signedMessage(
    {
      ...envelope(merchant),
      bank_type: 'OTHERS',
      cash_fee: String(content.totalFee),
      fee_type: 'CNY',
      is_subscribe: 'N',
      openid: content.openid ?? 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
      out_trade_no: content.outTradeNo,
      time_end: formatBeijingTime(content.timeEnd ?? Date.UTC(2026, 0, 1)),
      total_fee: String(content.totalFee),
      trade_type: 'JSAPI',
      transaction_id: content.transactionId ?? '4200000478201912254663157927',
      ...wire,
    },
    merchant,
  )
}

/** A refund notification with encrypted req_info. */
export function encryptedRefundNotify(merchant: Merchant, { wire, ...content }: RefundNotifyContent): string {
  const plain = {
    out_refund_no: content.outRefundNo,
    out_trade_no: content.outTradeNo,
    refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS',
    refund_fee: String(content.refundFee),
    refund_id: content.refundId ?? '50000408942018111907145868882',
    refund_recv_accout: '支付用户零钱',
    refund_request_source: 'API',
    refund_status: content.refundStatus ?? 'SUCCESS',
    settlement_refund_fee: String(content.refundFee),
    settlement_total_fee: String(content.totalFee),
    success_time: '2026-01-01 08:00:00',
    total_fee: String(content.totalFee),
    transaction_id: content.transactionId ?? '4200000478201912254663157927',
    ...wire,
  }
  const { result_code: _unsent, ...outer } = envelope(merchant)
  return buildXml({ ...outer, req_info: encryptReqInfo(buildXml(plain, { root: 'root' }), merchant.apiKey) })
}

function envelope({ appId, mchId }: Merchant) {
  return {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    appid: appId,
    mch_id: mchId,
    nonce_str: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  }
}
