import { asCaptured, type Fields, inCdata, type SignType, seal, shop, signed, writeXml } from './sign.ts'

/** Elements of captured payment notifications: https://pay.weixin.qq.com/doc/v2/merchant/4011937248 */
export const paid: Fields = {
  appid: shop.appId,
  attach: '支付测试',
  bank_type: 'OTHERS',
  cash_fee: '88',
  fee_type: 'CNY',
  is_subscribe: 'N',
  mch_id: shop.mchId,
  nonce_str: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  out_trade_no: '20150806125346',
  result_code: 'SUCCESS',
  return_code: 'SUCCESS',
  time_end: '20141030133525',
  total_fee: '88',
  trade_type: 'JSAPI',
  transaction_id: '4200000478201912254663157927',
}

/** The same order paid with two coupons. */
export const paidWithCoupons: Fields = {
  ...paid,
  cash_fee: '78',
  coupon_count: '2',
  coupon_fee: '10',
  coupon_fee_0: '7',
  coupon_fee_1: '3',
  coupon_id_0: '10000',
  coupon_id_1: '10001',
  coupon_type_0: 'CASH',
  coupon_type_1: 'NO_CASH',
  settlement_total_fee: '85',
}

/** Fields with some replaced, added or (undefined) left out. */
export function changed(fields: Fields, change: Record<string, string | undefined>): Fields {
  const entries = Object.entries({ ...fields, ...change })
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** A payment notification as WeChat Pay would have signed it. */
export function payBody(change: Record<string, string | undefined> = {}, signType?: SignType): string {
  return asCaptured(signed(changed(paid, change), signType))
}

/** The plaintext of https://pay.weixin.qq.com/wiki/doc/api/wxpay/ch/pay/NativePay/chapter8_8.shtml */
export const refunded: Fields = {
  out_refund_no: '131811191610442717309',
  out_trade_no: '71106718111915575302817',
  refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS',
  refund_fee: '3960',
  refund_id: '50000408942018111907145868882',
  refund_recv_accout: '支付用户零钱',
  refund_request_source: 'API',
  refund_status: 'SUCCESS',
  settlement_refund_fee: '3960',
  settlement_total_fee: '3960',
  success_time: '2018-11-19 16:24:13',
  total_fee: '3960',
  transaction_id: '4200000215201811190261405420',
}

/** The plaintext of a refund notification in the published layout. */
export function refundPlain(change: Record<string, string | undefined> = {}): string {
  return writeXml(changed(refunded, change), { root: 'root', between: '\n' })
}

/** A refund notification in the captured layout: one line, return_code without CDATA. */
export function refundBody(reqInfo = seal(refundPlain()), change: Record<string, string | undefined> = {}): string {
  const outer = {
    return_code: 'SUCCESS',
    appid: shop.appId,
    mch_id: shop.mchId,
    nonce_str: 'ac0ed9c5c4e4a8b4d6a5d4a5b5d6f3aa',
    req_info: reqInfo,
  }
  const value = (text: string, name: string) => (name === 'return_code' ? text : inCdata(text))
  return writeXml(changed(outer, change), { value })
}
