import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildXml, createWxPayClient, failTexts, signParams } from '../../src/index.ts'
import { readPayNotify } from '../../src/notifications/read-pay-notify.ts'
import { signedAnswer, signedMessage, signedPayNotify } from '../../src/testing.ts'
import { apiKey, md5Merchant, merchant } from '../helpers/merchant.ts'
import { coupons, notification, orderQueryAnswer, unifiedOrderAnswer } from '../helpers/vectors.ts'

/** The layout of captured notifications: alphabetical, a newline between elements, all CDATA but total_fee. */
function captured(fields: Record<string, string>, sign: string): string {
  const lines = Object.entries({ ...fields, sign })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `<${name}>${name === 'total_fee' ? value : `<![CDATA[${value}]]>`}</${name}>`)
  return `<xml>${lines.join('\n')}\n</xml>\n`
}

const payment = {
  attach: '支付测试',
  bankType: 'OTHERS',
  cashFee: 88,
  coupons: [],
  feeType: 'CNY',
  isSubscribe: 'N',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  outTradeNo: '20150806125346',
  timeEnd: Date.parse('2014-10-30T05:35:25Z'),
  totalFee: 88,
  tradeType: 'JSAPI',
  transactionId: '4200000478201912254663157927',
}

test.each([
  ['HMAC', merchant, 'AAF9F2D62ACF469AA232E65628F854DFE68DA7782869626AD625C77E6D3F745C'],
  ['MD5', md5Merchant, 'AB88ABA838A966FD2FCE1242FF93F5C0'],
])('a notification as WeChat lays it out, %s', (_name, who, sign) => {
  const body = captured(notification, sign)
  expect(readPayNotify(body, who)).toStrictEqual({ ok: true, payment })
  expect(readPayNotify(Buffer.from(body), who)).toStrictEqual({ ok: true, payment })
})

test('two coupons', () => {
  const body = captured(coupons, '07F6490D716CAAB95197AC2A49599250ABF4241FB916B98A750EE7B1E5A05FF1')
  expect(readPayNotify(body, merchant)).toMatchObject({
    ok: true,
    payment: {
      totalFee: 88,
      cashFee: 78,
      couponFee: 10,
      settlementTotalFee: 85,
      coupons: [
        { id: '10000', fee: 7, type: 'CASH' },
        { id: '10001', fee: 3, type: 'NO_CASH' },
      ],
    },
  })
})

test('elements that are not known are verified and left alone', () => {
  const body = signedPayNotify(merchant, { outTradeNo: 'T20260101', totalFee: 1, wire: { new_field: '1', attach: '' } })
  expect(readPayNotify(body, merchant)).toMatchObject({ ok: true, payment: { outTradeNo: 'T20260101', totalFee: 1 } })
  expect(
    readPayNotify(body.replace('<new_field>', '<old_field>').replace('</new_field>', '</old_field>'), merchant),
  ).toMatchObject({ ok: false, refused: 'bad_sign' })
})

test('the client reads with its own key', () => {
  const client = createWxPayClient(merchant)
  expect(client.readPayNotify(signedPayNotify(merchant, { outTradeNo: 'T20260101', totalFee: 1 }))).toHaveProperty(
    'ok',
    true,
  )
  client.close()
})

const signed = (change: Record<string, string | undefined>) => {
  const fields = Object.entries({ ...notification, ...change }).filter(
    (one): one is [string, string] => one[1] !== undefined,
  )
  return signedMessage(Object.fromEntries(fields), merchant)
}

/** All have the sign of the genuine one: the string to sign does not tell `1&b=2` from a field b. */
test.each([
  ['device_info hides fee_type', { device_info: 'WEB' }, { device_info: 'WEB&fee_type=CNY', fee_type: undefined }],
  [
    'return_msg hides what is settled',
    { return_msg: 'OK', settlement_total_fee: '85' },
    { return_msg: 'OK&settlement_total_fee=85', settlement_total_fee: undefined },
  ],
  [
    'attach lets go another amount',
    { attach: 'x&bank_type=OTHERS&cash_fee=1&d=' },
    { attach: 'x', cash_fee: '1', d: '&bank_type=OTHERS&cash_fee=88' },
  ],
  [
    'a new element hides that it answers a query',
    { total_z: '1', trade_state: 'REFUND' },
    { total_z: '1&trade_state=REFUND', trade_state: undefined },
  ],
])('one sign, fields cut otherwise: %s', (_name, genuine, cut) => {
  const before = { ...notification, ...genuine }
  const after = Object.fromEntries(
    Object.entries({ ...before, ...cut }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
  const sign = signParams(before, merchant)
  expect(signParams(after, merchant)).toBe(sign)
  expect(readPayNotify(buildXml({ ...after, sign }), merchant)).toMatchObject({
    refused: 'bad_field',
    detail: expect.stringContaining('can be read in two ways'),
  })
})

test('attach may look like a query, and a new element hold an address', () => {
  const attach = 'a=1&total_fee=1&trade_state=REFUND'
  const body = signed({ attach, help_url: 'https://example.com/?a=1&b=2' })
  expect(readPayNotify(body, merchant)).toMatchObject({ ok: true, payment: { ...payment, attach } })
})

test('another appid is shown, but not all of it and not raw', () => {
  const result = readPayNotify(signed({ appid: `wx\n${'x'.repeat(9000)}` }), merchant)
  expect(result).toMatchObject({ refused: 'appid_mismatch', detail: expect.stringMatching(/"wx\\n.{0,90}$/) })
})

/** In the order in which they are looked at: each row would also be refused for a later reason. */
test.each([
  ['not XML', 'hello', 'bad_xml'],
  ['two roots, the first one genuine', `${signed({})}<xml></xml>`, 'bad_xml'],
  ['a comment in a genuine one', signed({}).replace('</xml>', '<!-- --></xml>'), 'bad_xml'],
  ['a field twice', signed({}).replace('</xml>', '<total_fee>1</total_fee></xml>'), 'bad_xml'],
  ['no sign, other appid', buildXml({ ...notification, appid: 'wxother' }), 'bad_sign'],
  ['empty sign', buildXml({ ...notification, sign: '' }), 'bad_sign'],
  ['sign in small letters', signed({}).replace(/[0-9A-F]{64}/, (sign) => sign.toLowerCase()), 'bad_sign'],
  ['MD5 sign with our key', signedMessage(notification, md5Merchant), 'bad_sign'],
  ['MD5 sign that says so', signedMessage({ ...notification, sign_type: 'MD5' }, md5Merchant), 'bad_sign'],
  ['signed with an empty key', signedMessage(notification, { ...merchant, apiKey: '' }), 'bad_sign'],
  ['another amount under the old sign', signed({}).replace('CDATA[88]', 'CDATA[1]'), 'bad_sign'],
  ['FAIL unsigned', buildXml({ return_code: 'FAIL', return_msg: 'x' }), 'bad_sign'],
  ['other appid, other merchant', signed({ appid: 'wxother', mch_id: '1' }), 'appid_mismatch'],
  ['no appid', signed({ appid: undefined }), 'appid_mismatch'],
  ['other merchant, failed', signed({ mch_id: '10000101', result_code: 'FAIL' }), 'mch_id_mismatch'],
  ['no merchant', signed({ mch_id: undefined }), 'mch_id_mismatch'],
  ['an order query answer', signedAnswer(merchant, { ...orderQueryAnswer, sign: '' }), 'not_a_notification'],
  ['a paid order query answer', signed({ trade_state: 'SUCCESS', return_msg: 'OK' }), 'not_a_notification'],
  ['a unified order answer', signedAnswer(merchant, unifiedOrderAnswer), 'not_a_notification'],
  ['a signed request', signed({ notify_url: 'https://example.com/n', return_code: undefined }), 'not_a_notification'],
  ['a refund answer', signed({ out_refund_no: 'R1', refund_fee: '1' }), 'not_a_notification'],
  ['return_code FAIL', signed({ return_code: 'FAIL', openid: undefined }), 'not_success'],
  ['no return_code', signed({ return_code: undefined }), 'not_success'],
  ['result_code FAIL', signed({ result_code: 'FAIL', err_code: 'SYSTEMERROR' }), 'not_success'],
  ['no result_code', signed({ result_code: undefined }), 'not_success'],
  ['success in small letters', signed({ result_code: 'success' }), 'not_success'],
  ['coupons that do not add up', signed({ ...coupons, coupon_fee_1: '4' }), 'inconsistent'],
  ['cash and coupons not the total', signed({ ...coupons, cash_fee: '88' }), 'inconsistent'],
  ['more cash than the total', signed({ cash_fee: '89' }), 'inconsistent'],
  ['more settled than the total', signed({ settlement_total_fee: '89' }), 'inconsistent'],
  ['a gap in the coupons', signed({ ...coupons, coupon_id_1: undefined, coupon_id_2: '10001' }), 'missing_field'],
] as const)('refuses %s', (_name, body, refused) => {
  const result = readPayNotify(body, merchant)
  expect(result).toMatchObject({ ok: false, refused, detail: expect.stringMatching(/^\[wxpay-core\] \S/) })
  expect(JSON.stringify(result)).not.toContain(apiKey)
})

describe('each required field', () => {
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
  test.each(required)('%s missing or empty', (name) => {
    for (const value of [undefined, '']) {
      expect(readPayNotify(signed({ [name]: value }), merchant)).toMatchObject({
        refused: 'missing_field',
        detail: expect.stringContaining(`${name} is missing`),
      })
    }
  })

  test.each([
    ['transaction_id', '4200 0004'],
    ['transaction_id', '1'.repeat(33)],
    ['out_trade_no', 'A B'],
    ['out_trade_no', "1' or '1'='1"],
    ['out_trade_no', 'A'.repeat(33)],
    ['total_fee', '0'],
    ['total_fee', '-88'],
    ['total_fee', '88.0'],
    ['total_fee', '088'],
    ['total_fee', ' 88'],
    ['total_fee', '8e1'],
    ['total_fee', '0x58'],
    ['total_fee', '８８'],
    ['total_fee', '99999999999999999999'],
    ['cash_fee', '-1'],
    ['cash_fee', '1.5'],
    ['time_end', '20141330133525'],
    ['time_end', '2014103013352'],
    ['time_end', '2014-10-30 13:35'],
    ['openid', 'o u'],
    ['trade_type', 'jsapi'],
    ['bank_type', 'A&B'],
    ['coupon_fee', 'x'],
    ['fee_type', 'USD'],
    ['fee_type', 'cny'],
    ['time_end', '2014-10-30 13:35:25'],
    ['is_subscribe', 'yes'],
  ])('%s %j', (name, value) => {
    const result = readPayNotify(signed({ [name]: value }), merchant)
    expect(result).toMatchObject({ refused: 'bad_field', detail: expect.stringContaining(`${name} is`) })
    if (name === 'openid') expect(JSON.stringify(result)).not.toContain(value)
  })
})

/** Reported by users of other clients; the layouts are theirs, the numbers made up. */
describe('coupons are bookkeeping: their number and numbering decide nothing', () => {
  const { coupon_count: _, ...uncounted } = coupons
  const renumbered = (...numbers: string[]) =>
    Object.fromEntries(
      Object.entries(coupons).map(([name, value]) => [name.replace(/\d$/, (n) => numbers[Number(n)] ?? n), value]),
    )

  // biome-ignore format: one row is one message
  test.each<[what: string, fields: Record<string, string>, note: string]>([
    ['without a count (after borball/weixin-sdk#38)', uncounted, 'coupon_count is absent, listed are 0, 1'],
    ['a count that is too large', { ...coupons, coupon_count: '3' }, 'coupon_count is "3", listed are 0, 1'],
    ['a count that is no number', { ...coupons, coupon_count: '1001' }, 'coupon_count is "1001", listed are 0, 1'],
    ['numbered from 1', renumbered('1', '2'), 'coupon_count is "2", listed are 1, 2'],
    ['a gap in the numbers', renumbered('0', '7'), 'coupon_count is "2", listed are 0, 7'],
    ['two digits', renumbered('0', '10'), 'coupon_count is "2", listed are 0, 10'],
  ])('%s', (_what, fields, note) => {
    const read = readPayNotify(signed({ ...notification, ...fields }), merchant)
    expect(read).toMatchObject({ ok: true, payment: { totalFee: 88, couponFee: 10 } })
    expect(read).toHaveProperty('payment.couponNote', note)
    expect(read).toHaveProperty('payment.coupons.1', { id: '10001', fee: 3, type: 'NO_CASH' })
  })

  test('a count without a list', () => {
    const body = signed({ coupon_fee: '10', coupon_count: '2', cash_fee: '78' })
    expect(readPayNotify(body, merchant)).toMatchObject({
      ok: true,
      payment: { coupons: [], couponNote: 'coupon_count is "2", listed are none' },
    })
  })

  test('one without an id', () => {
    const { coupon_id_1: _id, ...unnamed } = coupons
    expect(readPayNotify(signed({ ...notification, ...unnamed }), merchant)).toMatchObject({
      ok: true,
      payment: {
        coupons: [{ id: '10000', fee: 7 }, { fee: 3 }],
        couponNote: 'coupon_count is "2", listed are 0, 1, without an id 1',
      },
    })
  })

  test('the note stays short', () => {
    const many = Object.fromEntries(Array.from({ length: 170 }, (_, n) => [`coupon_fee_${n}`, n < 10 ? '1' : '0']))
    const read = readPayNotify(
      signed({ coupon_fee: '10', cash_fee: '78', coupon_count: 'x'.repeat(999), ...many }),
      merchant,
    )
    expect(read).toMatchObject({ ok: true, payment: { couponNote: expect.stringMatching(/^.{1,120}$/) } })
  })
})

describe('a payment that WeChat signed, but that cannot be read as fen', () => {
  const { transaction_id: transactionId, out_trade_no: outTradeNo } = notification

  // biome-ignore format: one row is one message
  test.each<[what: string, change: Record<string, string | undefined>, refused: string, reported: object]>([
    ['another currency', { fee_type: 'USD' }, 'bad_field', { fee_type: 'USD', total_fee: '88' }],
    ['time_end with dashes', { time_end: '2026-11-23 07:56:12' }, 'bad_field', { time_end: '2026-11-23 07:56:12' }],
    ['yuan instead of fen', { total_fee: '0.88' }, 'bad_field', { total_fee: '0.88' }],
    ['coupons that do not add up', { ...coupons, coupon_fee_1: '4' }, 'inconsistent', { coupon_fee: '10' }],
    ['no openid', { openid: undefined }, 'missing_field', { total_fee: '88' }],
    ['an empty time_end', { time_end: '' }, 'missing_field', { total_fee: '88' }],
    ['a total of 0', { total_fee: '0', cash_fee: '0' }, 'bad_field', { total_fee: '0' }],
    ['a coupon without its part', { ...coupons, coupon_fee_1: undefined }, 'missing_field', { coupon_fee: '10' }],
    ['another currency in small letters', { fee_type: 'usd', cash_fee_type: 'usd' }, 'bad_field', { fee_type: 'usd', cash_fee_type: 'usd' }],
  ])('%s: refused, and told as signed', (_what, change, refused, reported) => {
    const read = readPayNotify(signed(change), merchant)
    expect(read).toMatchObject({ ok: false, refused, signedPayment: { transactionId, outTradeNo, reported } })
    expect(JSON.stringify(read)).not.toContain(notification.openid)
  })

  test('its numbers are null where they cannot be read either', () => {
    expect(readPayNotify(signed({ out_trade_no: 'A B', total_fee: 'x'.repeat(99) }), merchant)).toMatchObject({
      signedPayment: { outTradeNo: null, transactionId, reported: { total_fee: 'x'.repeat(64) } },
    })
  })

  test.each(['transaction_id', 'total_fee'])('without %s it is still there', (name) => {
    const read = readPayNotify(signed({ [name]: undefined }), merchant)
    const expected = name === 'transaction_id' ? { outTradeNo, transactionId: null } : { outTradeNo, transactionId }
    expect(read).toMatchObject({ refused: 'missing_field', signedPayment: expected })
  })

  test('what is reported: texts that are there, cut at whole characters', () => {
    const read = readPayNotify(
      signed({ bank_type: `${'x'.repeat(63)}🏦`, settlement_total_fee: '', fee_type: 'USD' }),
      merchant,
    )
    expect(read).toHaveProperty('signedPayment.reported', {
      ...{ total_fee: '88', fee_type: 'USD', cash_fee: '88', time_end: '20141030133525', trade_type: 'JSAPI' },
      bank_type: 'x'.repeat(63),
    })
  })

  test('what the buyer paid in another currency is no contradiction', () => {
    const body = signed({ cash_fee: '9999', cash_fee_type: 'HKD' })
    expect(readPayNotify(body, merchant)).toMatchObject({ ok: true, payment: { totalFee: 88, cashFeeType: 'HKD' } })
  })

  // biome-ignore format: one row is one message
  test.each<[what: string, body: string]>([
    ['forged', signed({ fee_type: 'USD' }).replace('CDATA[88]', 'CDATA[1]')],
    ['of another appid', signed({ fee_type: 'USD', appid: 'wxother' })],
    ['an order query answer', signed({ fee_type: 'USD', trade_state: 'SUCCESS' })],
    ['a refund answer', signed({ fee_type: 'USD', refund_id: '1' })],
    ['the answer to a close', signedMessage({ return_code: 'SUCCESS', result_code: 'SUCCESS', appid: merchant.appId, mch_id: merchant.mchId, nonce_str: 'n' }, merchant)],
    ['one whose sign can be read in two ways', signed({ fee_type: 'USD&trade_state=REFUND' })],
    ['one whose attach holds what is missing', signed({ attach: 'x&bank_type=OTHERS', bank_type: undefined })],
    ['one whose attach holds another field', signed({ attach: 'x&trade_state=REFUND', fee_type: 'USD' })],
    ['a failed one', signed({ fee_type: 'USD', result_code: 'FAIL' })],
    ['an answer of profit sharing', signedMessage({ return_code: 'SUCCESS', result_code: 'SUCCESS', appid: merchant.appId, mch_id: merchant.mchId, nonce_str: 'n', transaction_id: transactionId, out_order_no: 'P1', order_id: '1' }, merchant)],
  ])('%s: not told as signed', (_what, body) => {
    const read = readPayNotify(body, merchant)
    expect(read.ok).toBe(false)
    expect(read).not.toHaveProperty('signedPayment')
  })
})

test.each([
  ['version', '<?xml version="1.0"?>'],
  ['encoding', '<?xml version="1.0" encoding="UTF-8"?>\n'],
  ['small letters, apostrophes, blanks', "<?xml  version = '1.0'  encoding = 'utf-8' ?>\r\n"],
  ['standalone', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'],
])('a plain XML declaration in front changes nothing: %s', (_what, declaration) => {
  expect(readPayNotify(declaration + signed({}), merchant)).toMatchObject({ ok: true, payment })
})

test('every refusal has its own text for the answer FAIL', () => {
  const texts = Object.values(failTexts)
  expect(new Set(texts).size).toBe(texts.length)
  for (const text of texts) expect(text).toMatch(/^.{4,16}$/)
})

test('no change of a genuine notification is taken for another payment', () => {
  const genuine = signedPayNotify(merchant, { outTradeNo: 'T20260101', totalFee: 100 })
  const original = readPayNotify(genuine, merchant)
  const edit = fc.record({ at: fc.nat(genuine.length - 1), remove: fc.nat(3), insert: fc.string({ maxLength: 3 }) })
  fc.assert(
    fc.property(edit, ({ at, remove, insert }) => {
      const result = readPayNotify(genuine.slice(0, at) + insert + genuine.slice(at + remove), merchant)
      // White space between elements, or a CDATA mark that is written otherwise, says the same.
      expect(result.ok ? result : original).toEqual(original)
    }),
    { numRuns: 2000 },
  )
})

test('a paySign, cut into fields in any way, is no notification', () => {
  const { paySign, ...params } = createWxPayClient(merchant).payParams('wx15181735729371b4393402634942bc0000')
  const body = buildXml({ appId: merchant.appId, ...params, sign: paySign })
  expect(signParams({ appId: merchant.appId, ...params }, merchant)).toBe(paySign)
  expect(readPayNotify(body, merchant)).toMatchObject({ refused: 'appid_mismatch' })
})
