import { type Forged, type Row, refusedAt } from './corpus-entry.ts'
import { changed, paid, paidWithCoupons, payBody } from './genuine.ts'
import { asCaptured, type Fields, signed } from './sign.ts'

const pay = (why: string, rows: Row[]) => refusedAt('pay', 'C', why, rows)

const required = [
  'transaction_id',
  'out_trade_no',
  'total_fee',
  'cash_fee',
  'time_end',
  'openid',
  'trade_type',
  'bank_type',
]
const missing = pay(
  'a payment without it could not be booked',
  required.flatMap((name): Row[] => [
    [`no ${name}`, payBody({ [name]: undefined }), 'missing_field', { says: `${name} is missing` }],
    [`an empty ${name}`, payBody({ [name]: '' }), 'missing_field', { says: `${name} is missing` }],
  ]),
)

const success: [name: string, change: Record<string, string | undefined>][] = [
  ['result_code FAIL', { result_code: 'FAIL', err_code: 'SYSTEMERROR' }],
  ['no result_code', { result_code: undefined }],
  ['an empty result_code', { result_code: '' }],
  ['result_code in small letters', { result_code: 'success' }],
  ['result_code with a blank', { result_code: 'SUCCESS ' }],
  ['result_code OK', { result_code: 'OK' }],
  ['return_code FAIL', { return_code: 'FAIL' }],
  ['no return_code', { return_code: undefined }],
  ['return_code true', { return_code: 'true' }],
]
const notSuccess = pay(
  'nothing was paid',
  success.map(([name, change]): Row => [name, payBody(change), 'not_success']),
)

const amounts = [
  '0',
  '-0',
  '-88',
  '+88',
  '88.0',
  '88.5',
  '.88',
  '088',
  '8e1',
  '1e400',
  '0x58',
  '0b1011000',
  '88n',
  '8_8',
  '8,800',
  ' 88',
  '88 ',
  '88\n',
  '８８',
  '٨٨',
  '八十八',
  '￥88',
  'NaN',
  'Infinity',
  'true',
  'null',
  '[88]',
  '{"fen":88}',
  '100000001',
  '4294967384',
  '9007199254740993',
  '99999999999999999999',
  '88\u200b',
  '88;DROP TABLE orders',
]
const otherWays: Record<string, string[]> = {
  cash_fee: ['-1', '1.5', '00', '1e1', '100000001', '88 '],
  coupon_fee: ['x', '-10', '1.0'],
  settlement_total_fee: ['-1', '85.0'],
  time_end: [
    '20141330133525',
    '20140230133525',
    '20150229000000',
    '20141030243525',
    '20141030136025',
    '20141030133560',
    '2014103013352',
    '201410301335250',
    '2014-10-30 13:35',
    '2014-10-30T13:35:25+08:00',
    '1414647325',
    '00000000000000',
    '２0141030133525',
    'now',
  ],
  openid: ['o u', 'o'.repeat(129), '<script>', 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\n', '支'],
  out_trade_no: [
    'A B',
    "1' or '1'='1",
    'A'.repeat(33),
    '../20150806125346',
    '20150806125346\t',
    '支付',
    '{"$ne":null}',
  ],
  transaction_id: ['4200 0004', '1'.repeat(33), '-1', '42.00', '4200000478201912254663157927\n'],
  trade_type: ['jsapi', 'JS API', 'J'.repeat(33)],
  bank_type: ['A&B', 'others', 'A'.repeat(33)],
  fee_type: ['cny', 'C N Y', '¥'],
  is_subscribe: ['yes', 'y', '1'],
}
const malformed = pay(
  'a value that the field cannot have',
  Object.entries({ total_fee: amounts, ...otherWays }).flatMap(([name, values]) =>
    values.map((value): Row => {
      const shown = JSON.stringify(value.length > 40 ? `${value.slice(0, 6)}… (${value.length})` : value)
      return [`${name} ${shown}`, payBody({ [name]: value }), 'bad_field', { says: `${name} is` }]
    }),
  ),
)

const withCoupons = (change: Record<string, string | undefined>) => asCaptured(signed(changed(paidWithCoupons, change)))
const sums = pay('amounts or coupons contradict each other', [
  ['more cash than the total', payBody({ cash_fee: '89' }), 'inconsistent'],
  ['cash and coupon more than the total', payBody({ coupon_fee: '1' }), 'inconsistent'],
  ['cash and coupon less than the total', payBody({ cash_fee: '80', coupon_fee: '7' }), 'inconsistent'],
  ['more settled than the total', payBody({ settlement_total_fee: '89' }), 'inconsistent'],
  ['a coupon of another amount', withCoupons({ coupon_fee_1: '4' }), 'inconsistent'],
  ['all cash, and coupons besides', withCoupons({ cash_fee: '88' }), 'inconsistent'],
  ['a gap in the coupons', withCoupons({ coupon_id_1: undefined, coupon_id_2: '10001' }), 'missing_field'],
  ['a coupon without its amount', withCoupons({ coupon_fee_1: undefined }), 'missing_field'],
  ['a coupon of a negative amount', withCoupons({ coupon_fee_0: '-7', coupon_fee_1: '17' }), 'bad_field'],
  ['a coupon of an unknown type', withCoupons({ coupon_type_0: 'GIFT' }), 'bad_field'],
])

const packed: [name: string, change: Fields][] = [
  ['another amount', { device_info: 'WEB&total_fee=1' }],
  ['a whole payment', { return_msg: `OK&${new URLSearchParams(paid)}` }],
  ['an order number', { device_info: 'WEB&out_trade_no=20150806125347' }],
  ['a coupon', { nonce_str: 'A&coupon_id_0=1' }],
  ['the sign of a query answer', { nonce_str: 'A&trade_state=SUCCESS' }],
]
const twoInOne = pay(
  'its string to sign is also that of other fields',
  packed.map(
    ([name, change]): Row => [`${name} inside another value`, payBody(change), 'bad_field', { says: 'two ways' }],
  ),
)

/** Payment notifications that are signed with the key and say what no payment says. */
export const malformedPayments: Forged[] = [...missing, ...notSuccess, ...malformed, ...sums, ...twoInOne]
