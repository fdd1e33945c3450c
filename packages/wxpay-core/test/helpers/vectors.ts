/**
 * Messages whose signs are pinned in sign.test.ts; the signs were computed with node:crypto and OpenSSL, which agree.
 * Layouts: https://pay.weixin.qq.com/doc/v2/merchant/4011940985 and …/4011937248
 */
export const unifiedOrderAnswer = {
  return_code: 'SUCCESS',
  return_msg: 'OK',
  result_code: 'SUCCESS',
  mch_id: '10000100',
  appid: 'wxd930ea5d5a258f4f',
  nonce_str: 'IITRi8Iabbblz1Jc',
  prepay_id: 'wx15181735729371b4393402634942bc0000',
  trade_type: 'JSAPI',
}

const paid = {
  appid: 'wxd930ea5d5a258f4f',
  bank_type: 'OTHERS',
  cash_fee: '88',
  fee_type: 'CNY',
  is_subscribe: 'N',
  mch_id: '10000100',
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

export const notification = { ...paid, attach: '支付测试' }

export const coupons = {
  ...paid,
  cash_fee: '78',
  coupon_fee: '10',
  coupon_count: '2',
  coupon_type_0: 'CASH',
  coupon_id_0: '10000',
  coupon_fee_0: '7',
  coupon_type_1: 'NO_CASH',
  coupon_id_1: '10001',
  coupon_fee_1: '3',
  settlement_total_fee: '85',
}

export const orderQueryAnswer = {
  return_code: 'SUCCESS',
  return_msg: 'OK',
  result_code: 'SUCCESS',
  mch_id: '10000100',
  appid: 'wxd930ea5d5a258f4f',
  device_info: '',
  trade_state: 'NOTPAY',
  total_fee: '88',
  out_trade_no: '20150806125346',
  trade_state_desc: '订单未支付',
  nonce_str: 'VuiOJC5YH94H861V',
}
