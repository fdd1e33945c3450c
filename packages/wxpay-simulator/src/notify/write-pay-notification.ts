import { compactTime } from '../shared/beijing-time.ts'
import type { Merchant } from '../store/merchant.ts'
import { type SignType, sign } from '../wire/sign.ts'
import { type Field, writeXml } from '../wire/write-xml.ts'

/** The payment that is told of. */
export interface PaidOrder {
  merchant: Merchant
  outTradeNo: string
  transactionId: string
  openid: string
  totalFen: number
  bankType: string
  attach: string
  deviceInfo: string
  /** The merchant's own nonce from unifiedorder. */
  nonceStr: string
  signType: SignType
  paidAt: number
}

/**
 * Writes the payment notification: alphabetical, everything in CDATA but total_fee, no return_msg, no sign_type, signed
 * with the order's algorithm.
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011937248
 */
export function writePayNotification(paid: PaidOrder): string {
  const values: [name: string, value: string][] = [
    ['appid', paid.merchant.appId],
    ...optional('attach', paid.attach),
    ['bank_type', paid.bankType],
    ['cash_fee', String(paid.totalFen)],
    ...optional('device_info', paid.deviceInfo),
    ['fee_type', 'CNY'],
    ['is_subscribe', 'N'],
    ['mch_id', paid.merchant.mchId],
    ['nonce_str', paid.nonceStr],
    ['openid', paid.openid],
    ['out_trade_no', paid.outTradeNo],
    ['result_code', 'SUCCESS'],
    ['return_code', 'SUCCESS'],
    ['time_end', compactTime(paid.paidAt)],
    ['total_fee', String(paid.totalFen)],
    ['trade_type', 'JSAPI'],
    ['transaction_id', paid.transactionId],
  ]
  const signed: Field[] = [...values, ['sign', sign(values, paid.merchant.apiKey, paid.signType)]]
  return writeXml(
    signed
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]): Field => [name, name === 'total_fee' ? Number(value) : value]),
  )
}

function optional(name: string, value: string): [string, string][] {
  return value === '' ? [] : [[name, value]]
}
