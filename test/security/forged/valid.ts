import type { NotifiedRefund, Payment } from 'wxpay-core'
import { changed, paid, paidWithCoupons, payBody, refundBody, refunded, refundPlain } from './genuine.ts'
import { asCaptured, asText, type Fields, type SignType, seal, signed, writeXml } from './sign.ts'

/** A genuine body with what it says. */
export interface Valid<Facts> {
  name: string
  body: string | Buffer
  facts: Facts
  signType: SignType
}

const payment: Payment = {
  attach: '支付测试',
  bankType: 'OTHERS',
  cashFee: 88,
  coupons: [],
  feeType: 'CNY',
  isSubscribe: 'N',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  outTradeNo: '20150806125346',
  timeEnd: Date.parse('2014-10-30T13:35:25+08:00'),
  totalFee: 88,
  tradeType: 'JSAPI',
  transactionId: '4200000478201912254663157927',
}
const paymentWithCoupons: Payment = {
  ...payment,
  cashFee: 78,
  couponFee: 10,
  coupons: [
    { id: '10000', fee: 7, type: 'CASH' },
    { id: '10001', fee: 3, type: 'NO_CASH' },
  ],
  settlementTotalFee: 85,
}
type Rows<Facts> = [name: string, body: string | Buffer, facts: Facts, signType?: SignType][]

/** What a merchant's records need of coupons hangs on their numbering; that the order is paid does not. */
const countedOtherwise = (count: string | undefined, note: string): Rows<Payment>[number] => [
  `two coupons, coupon_count ${count ?? 'missing'}`,
  asCaptured(signed(changed(paidWithCoupons, { coupon_count: count }))),
  { ...paymentWithCoupons, couponNote: `coupon_count is ${note}, listed are 0, 1` },
]
const without = (name: keyof Payment): Payment => {
  const { [name]: _left, ...rest } = payment
  return rest as Payment
}

const toValid = <Facts>(rows: Rows<Facts>): Valid<Facts>[] =>
  rows.map(([name, body, facts, signType = 'HMAC-SHA256']) => ({ name, body, facts, signType }))

/** Signs computed with OpenSSL. */
const signOfOpenssl = {
  'HMAC-SHA256': 'AAF9F2D62ACF469AA232E65628F854DFE68DA7782869626AD625C77E6D3F745C',
  MD5: 'AB88ABA838A966FD2FCE1242FF93F5C0',
} as const
const backwards = (fields: Fields) => Object.fromEntries(Object.entries(fields).reverse())
const spread = (fields: Fields) => writeXml(fields, { between: '\r\n\t  ' })
const plainly = (fields: Fields) => writeXml(fields, { value: asText })
const attachOfFields = 'x&bank_type=CFT&cash_fee=1&total_fee=1&trade_state=REFUND'
const oddAttach = `a=1&b=<2>"'支付🎓`

/** Payment notifications that must be accepted. */
export const validPayments = toValid<Payment>([
  ['HMAC-SHA256', asCaptured({ ...paid, sign: signOfOpenssl['HMAC-SHA256'] }), payment],
  ['MD5', asCaptured({ ...paid, sign: signOfOpenssl.MD5 }), payment, 'MD5'],
  ['the bytes', Buffer.from(payBody()), payment],
  ['all CDATA', writeXml(signed(paid)), payment],
  ['no CDATA', plainly(signed(paid)), payment],
  ['elements backwards', writeXml(backwards(signed(paid))), payment],
  ['blanks between elements', spread(signed(paid)), payment],
  ['a newline after', `${payBody()}\n`, payment],
  ['blanks around', ` \r\n${payBody()}\t `, payment],
  ['an XML declaration', `<?xml version="1.0"?>${payBody()}`, payment],
  ['a declaration of UTF-8', `<?xml version="1.0" encoding="UTF-8"?>\n${payBody()}`, payment],
  [
    'blanks in tags',
    payBody().replaceAll('</', '</').replace('<xml>', '<xml >').replace('</mch_id>', '</mch_id >'),
    payment,
  ],
  ['two coupons', asCaptured(signed(paidWithCoupons)), paymentWithCoupons],
  ['two coupons, MD5', asCaptured(signed(paidWithCoupons, 'MD5')), paymentWithCoupons, 'MD5'],
  countedOtherwise('3', '"3"'),
  countedOtherwise('1', '"1"'),
  countedOtherwise('two', '"two"'),
  countedOtherwise(undefined, 'absent'),
  [
    'a count without coupons',
    payBody({ coupon_count: '1' }),
    { ...payment, couponNote: 'coupon_count is "1", listed are none' },
  ],
  [
    'a coupon without its number',
    asCaptured(signed(changed(paidWithCoupons, { coupon_id_1: '' }))),
    {
      ...paymentWithCoupons,
      coupons: [
        { id: '10000', fee: 7, type: 'CASH' },
        { fee: 3, type: 'NO_CASH' },
      ],
      couponNote: 'coupon_count is "2", listed are 0, 1, without an id 1',
    },
  ],
  ['a coupon for everything', payBody({ cash_fee: '0', coupon_fee: '88' }), { ...payment, cashFee: 0, couponFee: 88 }],
  ['new elements', payBody({ a_new_one: '1', wxpay_id: 'x', zzz: '支付' }), payment],
  ['a new element that holds an address', payBody({ promotion_url: 'https://example.com/?a=1&b=2' }), payment],
  ['promotion_detail', payBody({ promotion_detail: '{"promotion_detail":[{"name":"满减<券>&"}]}' }), payment],
  ['empty elements', payBody({ device_info: '', return_msg: '', coupon_fee: '' }), payment],
  ['an empty element of the short form', payBody().replace('</xml>', '<device_info/></xml>'), payment],
  ['is_subscribe missing', payBody({ is_subscribe: undefined }), without('isSubscribe')],
  ['attach missing', payBody({ attach: undefined }), without('attach')],
  ['fee_type missing', payBody({ fee_type: undefined }), without('feeType')],
  [
    'attach like a query, with markup',
    plainly(signed({ ...paid, attach: oddAttach })),
    { ...payment, attach: oddAttach },
  ],
  ['attach like other fields', payBody({ attach: attachOfFields }), { ...payment, attach: attachOfFields }],
  [
    'attach in two pieces of CDATA',
    payBody({ attach: 'xy' }).replace('xy', 'x]]><![CDATA[y'),
    { ...payment, attach: 'xy' },
  ],
  ['return_msg OK', payBody({ return_msg: 'OK' }), payment],
  ['a sign_type that is signed', payBody({ sign_type: 'HMAC-SHA256' }), payment],
  ['a terminal', payBody({ device_info: 'WEB' }), { ...payment, deviceInfo: 'WEB' }],
  ['version 1.0', payBody({ version: '1.0' }), payment],
  ['the least amount', payBody({ total_fee: '1', cash_fee: '1' }), { ...payment, totalFee: 1, cashFee: 1 }],
  [
    'a leap day, the last second',
    payBody({ time_end: '20240229235959' }),
    { ...payment, timeEnd: Date.parse('2024-02-29T23:59:59+08:00') },
  ],
  [
    'an order number of every character',
    payBody({ out_trade_no: 'Az09_-|*@' }),
    { ...payment, outTradeNo: 'Az09_-|*@' },
  ],
])

const refund: NotifiedRefund = {
  outRefundNo: '131811191610442717309',
  outTradeNo: '71106718111915575302817',
  refundAccount: 'REFUND_SOURCE_RECHARGE_FUNDS',
  refundFee: 3960,
  refundId: '50000408942018111907145868882',
  refundRecvAccount: '支付用户零钱',
  refundRequestSource: 'API',
  refundStatus: 'SUCCESS',
  settlementRefundFee: 3960,
  settlementTotalFee: 3960,
  successTime: Date.parse('2018-11-19T16:24:13+08:00'),
  totalFee: 3960,
  transactionId: '4200000215201811190261405420',
}
const { successTime: _untold, ...notYet } = refund
const resealed = (change: Record<string, string | undefined>) => refundBody(seal(refundPlain(change)))
const otherNumbers = {
  out_refund_no: '131811191610442717310',
  out_trade_no: '71106718111915575302818',
  refund_id: '50000408942018111907145868883',
}
const otherRefund = {
  outRefundNo: otherNumbers.out_refund_no,
  outTradeNo: otherNumbers.out_trade_no,
  refundId: otherNumbers.refund_id,
}
const compact = writeXml(refunded, { root: 'root', value: asText })

/** Refund notifications that must be accepted. */
export const validRefunds = toValid<NotifiedRefund>([
  ['as captured', refundBody(), refund],
  ['the bytes', Buffer.from(refundBody()), refund],
  ['of a shop of MD5', refundBody(), refund, 'MD5'],
  ['sealed on one line, no CDATA', refundBody(seal(compact)), refund],
  ['sealed with an XML declaration', refundBody(seal(`<?xml version="1.0" encoding="utf-8"?>${compact}`)), refund],
  ['blanks around', `\n${refundBody()}\n`, refund],
  ['return_msg and new elements', refundBody(undefined, { return_msg: 'OK', a_new_one: '1' }), refund],
  ['new sealed elements', resealed({ a_new_one: '1' }), refund],
  ['of another order, in blocks of the same length', resealed(otherNumbers), { ...refund, ...otherRefund }],
  ['no nonce', refundBody(undefined, { nonce_str: undefined }), refund],
  ['no success_time', resealed({ success_time: undefined }), notYet],
  ['CHANGE', resealed({ refund_status: 'CHANGE' }), { ...refund, refundStatus: 'CHANGE' }],
  ['REFUNDCLOSE', resealed({ refund_status: 'REFUNDCLOSE' }), { ...refund, refundStatus: 'REFUNDCLOSE' }],
  ['a part', resealed({ refund_fee: '1' }), { ...refund, refundFee: 1 }],
  ['what was paid in cash', resealed({ cash_refund_fee: '0' }), { ...refund, cashRefundFee: 0 }],
])
