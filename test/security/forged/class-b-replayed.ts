import { type Forged, type Row, refusedAt } from './corpus-entry.ts'
import { changed, paid, paidWithCoupons, refundBody } from './genuine.ts'
import { asCaptured, type Fields, shop, signed, signOf, stringToSign, writeXml } from './sign.ts'

const pay = (why: string, rows: Row[]) => refusedAt('pay', 'B', why, rows)
const us = { appid: shop.appId, mch_id: shop.mchId, nonce_str: 'ibuaiVcKdpRxkhJA' }
const ok = { ...us, return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS' }
const order = { out_trade_no: '20150806125346', total_fee: '88' }
const unifiedOrder = {
  ...us,
  ...order,
  body: '腾讯充值中心-QQ会员充值',
  notify_url: 'https://example.com/wxpay/notify',
  openid: paid.openid ?? '',
  sign_type: 'HMAC-SHA256',
  spbill_create_ip: '123.12.12.123',
  trade_type: 'JSAPI',
}
const refundRequest = { ...us, ...order, out_refund_no: 'R20150806', refund_fee: '88', sign_type: 'HMAC-SHA256' }
const refundAnswer = {
  ...ok,
  ...order,
  out_refund_no: 'R20150806',
  refund_fee: '88',
  refund_id: '50000408942018111907',
}

const requests = pay('our own request, sent back to us', [
  ['unifiedorder', signed(unifiedOrder), 'not_a_notification'],
  ['unifiedorder with everything that a payment has', signed({ ...unifiedOrder, ...paid }), 'not_a_notification'],
  ['orderquery', signed({ ...us, out_trade_no: '20150806125346' }), 'not_success'],
  ['orderquery by transaction_id', signed({ ...us, transaction_id: '4200000478201912254663157927' }), 'not_success'],
  ['closeorder', signed({ ...us, out_trade_no: '20150806125346', sign_type: 'HMAC-SHA256' }), 'not_success'],
  ['refund', signed(refundRequest), 'not_a_notification'],
  ['refund with a reason', signed({ ...refundRequest, refund_desc: '商品已售完' }), 'not_a_notification'],
  ['refundquery', signed({ ...us, out_refund_no: 'R20150806' }), 'not_a_notification'],
  ['refundquery by payment', signed({ ...us, transaction_id: '4200000478', offset: '15' }), 'not_success'],
  ['downloadbill', signed({ ...us, bill_date: '20141110', bill_type: 'ALL' }), 'not_success'],
  ['report', signed({ ...us, interface_url: 'https://api.mch.weixin.qq.com/pay/unifiedorder' }), 'not_success'],
])

const unpaid = { ...ok, ...order, trade_state: 'NOTPAY', trade_state_desc: '订单未支付' }
const answers = pay('an answer of the gateway, sent to us as a notification', [
  ['unifiedorder', signed({ ...ok, prepay_id: 'wx15181735729371b4', trade_type: 'JSAPI' }), 'not_a_notification'],
  ['unifiedorder, NATIVE', signed({ ...ok, code_url: 'weixin://wxpay/bizpayurl?pr=a' }), 'not_a_notification'],
  ['unifiedorder, H5', signed({ ...ok, mweb_url: 'https://wx.tenpay.com/x' }), 'not_a_notification'],
  ['orderquery, SUCCESS', signed({ ...paid, ...ok, trade_state: 'SUCCESS' }), 'not_a_notification'],
  ['orderquery, REFUND', signed({ ...paid, ...ok, trade_state: 'REFUND' }), 'not_a_notification'],
  ['orderquery, NOTPAY', signed(unpaid), 'not_a_notification'],
  ['orderquery, CLOSED', signed({ ...unpaid, trade_state: 'CLOSED' }), 'not_a_notification'],
  ['orderquery, USERPAYING', signed({ ...unpaid, trade_state: 'USERPAYING' }), 'not_a_notification'],
  ['orderquery, PAYERROR', signed({ ...unpaid, trade_state: 'PAYERROR' }), 'not_a_notification'],
  ['orderquery, state empty', signed({ ...paid, ...ok, trade_state: '' }), 'not_a_notification'],
  ['orderquery, a description only', signed({ ...paid, ...ok, trade_state_desc: '支付成功' }), 'not_a_notification'],
  ['orderquery, no such order', signed({ ...ok, result_code: 'FAIL', err_code: 'ORDERNOTEXIST' }), 'not_success'],
  ['closeorder', signed(ok), 'missing_field'],
  ['refund', signed(refundAnswer), 'not_a_notification'],
  ['refund with everything that a payment has', signed({ ...paid, ...refundAnswer }), 'not_a_notification'],
  ['refundquery', signed({ ...ok, ...order, refund_count: '1', refund_id_0: '5000040894' }), 'not_a_notification'],
  ['getsignkey of the sandbox', signed({ ...ok, sandbox_signkey: shop.apiKey }), 'missing_field'],
])

const paySign = {
  appId: shop.appId,
  nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  package: 'prepay_id=wx2017033010242291fcfe0db70013231072',
  signType: 'HMAC-SHA256',
  timeStamp: '1490840662',
}
const appPay = {
  appid: shop.appId,
  noncestr: paySign.nonceStr,
  package: 'Sign=WXPay',
  partnerid: shop.mchId,
  prepayid: 'wx2017033010242291fcfe0db70013231072',
  timestamp: paySign.timeStamp,
}
const clientSigns = pay('the second signature, which every buyer can see', [
  ['paySign', signed(paySign), 'appid_mismatch'],
  ['paySign under its own name', { ...paySign, paySign: signOf(paySign) }, 'bad_sign', { says: 'carries no sign' }],
  ['paySign with our appid beside it', { ...signed(paySign), appid: shop.appId, mch_id: shop.mchId }, 'bad_sign'],
  ['paySign with all of a payment beside it', { ...paid, ...paySign, sign: signOf(paySign) }, 'bad_sign'],
  ['the sign of an app payment', signed(appPay), 'mch_id_mismatch'],
])

const elsewhere = (change: Record<string, string | undefined>) => asCaptured(signed(changed(paid, change)))
const otherShops = pay('genuine, but not for this shop', [
  ['another appid', elsewhere({ appid: 'wxd930ea5d5a258f40' }), 'appid_mismatch'],
  ['another merchant with our key', elsewhere({ mch_id: '10000101' }), 'mch_id_mismatch'],
  ['another appid of another merchant', elsewhere({ appid: 'wxother', mch_id: '10000101' }), 'appid_mismatch'],
  ['the appid in capitals', elsewhere({ appid: shop.appId.toUpperCase() }), 'appid_mismatch'],
  ['our appid and a blank', elsewhere({ appid: `${shop.appId} ` }), 'appid_mismatch'],
  ['our merchant number and a zero before', elsewhere({ mch_id: `0${shop.mchId}` }), 'mch_id_mismatch'],
  ['no appid', elsewhere({ appid: undefined }), 'appid_mismatch'],
  ['an empty appid', elsewhere({ appid: '' }), 'appid_mismatch'],
  ['no merchant number', elsewhere({ mch_id: undefined }), 'mch_id_mismatch'],
  ['a partner’s, we its sub-merchant', elsewhere({ mch_id: '1900000109', sub_mch_id: shop.mchId }), 'mch_id_mismatch'],
  ['our appid as sub_appid', elsewhere({ appid: 'wx8888888888888888', sub_appid: shop.appId }), 'appid_mismatch'],
  ['signed with their key', asCaptured(signed(paid, 'HMAC-SHA256', 'a'.repeat(32))), 'bad_sign'],
])

const otherKinds = pay('another kind of notification', [
  ['a refund notification', refundBody(), 'bad_sign', { says: 'carries no sign' }],
  ['a scan of a NATIVE code', signed({ ...us, openid: paid.openid ?? '', product_id: '1' }), 'not_success'],
  ['a contract of automatic payment', signed({ ...ok, contract_id: '2015', change_type: 'ADD' }), 'missing_field'],
  ['profit sharing', signed({ ...ok, transaction_id: paid.transaction_id ?? '', receivers: '[]' }), 'missing_field'],
])

/** One string to sign, cut into fields in another way: `from` joins or splits the fields of a genuine message. */
function recut(genuine: Fields, from: (fields: Fields) => Fields): string {
  const fields = from(genuine)
  if (stringToSign(fields) !== stringToSign(genuine)) throw new Error('[test] the new cut signs another string')
  return writeXml({ ...fields, sign: signOf(genuine) })
}

/** Moves the fields `names` into the value of the field `into`, which comes before them. */
const swallow =
  (into: string, ...names: string[]) =>
  (fields: Fields) => {
    const swallowed = names.map((name) => `&${name}=${fields[name]}`).join('')
    const without = Object.fromEntries(names.map((name) => [name, undefined]))
    return changed(fields, { ...without, [into]: `${fields[into]}${swallowed}` })
  }

const withDevice = { ...paid, device_info: 'WEB' }
/** An attach that the shop's own client could have been talked into, and what it becomes. */
const trojan = 'x&bank_type=OTHERS&cash_fee=1&d='
const cutTrojan = (fields: Fields) =>
  changed(fields, { attach: 'x', cash_fee: '1', d: `&bank_type=OTHERS&cash_fee=${paid.cash_fee}` })
const couponTrojan = 'x&bank_type=OTHERS&cash_fee=1&coupon_fee=87&d='
const cutCouponTrojan = (fields: Fields) =>
  changed(fields, { attach: 'x', cash_fee: '1', coupon_fee: '87', d: '&bank_type=OTHERS&cash_fee=88' })

const joined = { says: 'two ways' }
const recuts = pay('the string to sign does not tell one field from two', [
  ['device_info swallows fee_type', recut(withDevice, swallow('device_info', 'fee_type')), 'bad_field', joined],
  ['a new field swallows is_subscribe', recut({ ...paid, g: '1' }, swallow('g', 'is_subscribe')), 'bad_field', joined],
  [
    'return_msg swallows what is settled',
    recut({ ...paidWithCoupons, return_msg: 'OK' }, swallow('return_msg', 'settlement_total_fee')),
    'bad_field',
    joined,
  ],
  ['attach lets go another cash_fee', recut({ ...paid, attach: trojan }, cutTrojan), 'bad_field', joined],
  ['attach lets go a coupon', recut({ ...paid, attach: couponTrojan }, cutCouponTrojan), 'bad_field', joined],
  [
    'attach swallows bank_type',
    recut(paid, swallow('attach', 'bank_type')),
    'missing_field',
    { says: 'bank_type is missing' },
  ],
  [
    'attach swallows everything up to the merchant',
    recut(paid, swallow('attach', 'bank_type', 'cash_fee', 'fee_type', 'is_subscribe')),
    'missing_field',
    { says: 'bank_type is missing' },
  ],
  ['nonce_str swallows openid', recut(paid, swallow('nonce_str', 'openid')), 'bad_field', joined],
  ['cash_fee swallows fee_type', recut(paid, swallow('cash_fee', 'fee_type')), 'bad_field', joined],
  ['total_fee swallows trade_type', recut(paid, swallow('total_fee', 'trade_type')), 'bad_field', joined],
  ['is_subscribe swallows mch_id', recut(paid, swallow('is_subscribe', 'mch_id')), 'mch_id_mismatch'],
  ['out_trade_no swallows result_code', recut(paid, swallow('out_trade_no', 'result_code')), 'not_success'],
  ['result_code swallows return_code', recut(paid, swallow('result_code', 'return_code')), 'not_success'],
  [
    'a query answer hides trade_state behind fee_type',
    recut({ ...paid, total_fee_type: 'CNY', trade_state: 'REFUND' }, swallow('total_fee_type', 'trade_state')),
    'bad_field',
    joined,
  ],
  [
    'an order hides notify_url in its nonce',
    recut(unifiedOrder, swallow('nonce_str', 'notify_url')),
    'not_a_notification',
  ],
  [
    'a refund request hides its amounts in a reason',
    recut({ ...refundRequest, refund_desc: 'x' }, swallow('refund_desc', 'refund_fee')),
    'not_a_notification',
  ],
])

/** Payment notifications made of bytes that were validly signed, for something else. */
export const replayed: Forged[] = [...requests, ...answers, ...clientSigns, ...otherShops, ...otherKinds, ...recuts]
