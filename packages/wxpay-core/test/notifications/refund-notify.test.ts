import { expect, test } from 'vitest'
import { buildXml, createWxPayClient } from '../../src/index.ts'
import { decryptReqInfo, encryptReqInfo } from '../../src/notifications/decrypt-req-info.ts'
import { readRefundNotify } from '../../src/notifications/read-refund-notify.ts'
import { encryptedRefundNotify } from '../../src/testing.ts'
import { apiKey, merchant } from '../helpers/merchant.ts'

/** Computed with node:crypto and decrypted again with OpenSSL; the key is md5 hex `d96eb16afdd491fa1e705096edbc2205`. */
const shortInfo = 'bDP/xixH0hFEaZusu714Uyyh0dv8MPgMqVLeIkI0QHBoWJbCzCFX0olPqtxTh2q95uvewe45Es+0+iD/4no6Cg=='
/** The plaintext of https://pay.weixin.qq.com/wiki/doc/api/wxpay/ch/pay/NativePay/chapter8_8.shtml under that key. */
const longInfo =
  '4gS8kbcHysCW7bHqyEU0M4GTNkgJQP6/zKHbA/E3CvwLlNgCKUkGRy0OpONZjd4saggSnB6Fr7dHRYn6tvu8XDRU6t9IC3GuUKHs3SXmFKkm5cy3YR0oWIZFU4C5LV9LU7U3hwvUSZNx1QcFQXX9yZz68Wq8pwf/DeZ6iOXy/XRulylo75C7n0p3dMm/yJamZ44ir2iwWwEis3Tiif9Y6foLxrFA+fESQK1aH/OEZhIrJPIlnrtoxGJVJfoWAOYrC13a52BaR7CHKmNhAtw60n+XBUPLx5VzwpHKf3zZB1EpCngiVGcxmEAy3I59wotsScP4iaUeObWqPs7RYdQCiFQ9oRo4/c6bUWocW6HfOJGyWXj3VNfZtjTp1J6R05bP/1PCNV9FIMlt+owfcjTPO4pmRx0SpuKPy7j80APUCyC4g/0FU2ppbw/jN3faXAOV/1+Vl5vrDWxg2hiWm9JCttJ5kAHD/9XB6hfM0BH4iwf/Z/FZO+ECvO2A9buqnpCeOYWsOZNN1Z2Ow9kfJXhiDs/N0UICa2lodyl44nBrbP3amju/Zm6yyyFr74jl2GUsGO3PBrqfP1mbX96WiG09BcjQp1PAw40kfw32o7LW8ZT7DakPEGf0Khhuy+xbdusziU/CihrSEIUJP2qlK2/WrM3MtKE7qMqGBMDTG/n/BB1B82zfpNEh1py0CKTS+ezCKQp4IlRnMZhAMtyOfcKLbMEwOF1u3TdfNh+GSXPbEdydvKTcrMddQ5bbUosAT0d+dcPSPlM8Ckq6OPWJfyaySg8x1PM39psr2UqhJGFQ/kcDLzCYt1gVX+qjOdMC0v0IBG+YszRCIvJkNGues9wip94bkBWQeHdtuES+XZS9wIR0jwIA5G+mJJD3tRW/JpCXeIVgW84XStyaniaekKdo/Q6lkmNwtztmzB0Ub6ct/rQPMdTzN/abK9lKoSRhUP5Hq3yjxpWFegmV3TtECOaAtSj8cubVTONJL2m2vzF7RpOCXbPq7TuRyVqYF1fTBJH50z8YV7B5zZ5f1JU2tCMvRaIe1jZ0yyZLytG/dONZ+ee7rjV3lKvcHiHEASz1EtvM'

/** The layout of captured ones: one line, return_code without CDATA, no return_msg, no sign. */
const captured = (reqInfo: string) =>
  `<xml><return_code>SUCCESS</return_code><appid><![CDATA[${merchant.appId}]]></appid><mch_id><![CDATA[${merchant.mchId}]]></mch_id><nonce_str><![CDATA[ac0ed9c5c4e4a8b4d6a5d4a5b5d6f3aa]]></nonce_str><req_info><![CDATA[${reqInfo}]]></req_info></xml>`

test('a refund notification as WeChat lays it out', () => {
  expect(readRefundNotify(captured(longInfo), merchant)).toStrictEqual({
    ok: true,
    refund: {
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
      successTime: Date.parse('2018-11-19T08:24:13Z'),
      totalFee: 3960,
      transactionId: '4200000215201811190261405420',
    },
  })
})

test('decryptReqInfo', () => {
  expect(decryptReqInfo(shortInfo, apiKey)).toStrictEqual({ refund_status: 'SUCCESS' })
  expect(encryptReqInfo('<root><refund_status>SUCCESS</refund_status></root>', apiKey)).toBe(shortInfo)
})

test('the client reads what the signer for tests seals', () => {
  const client = createWxPayClient(merchant)
  const body = encryptedRefundNotify(merchant, {
    outTradeNo: 'T20260101',
    outRefundNo: 'R1',
    totalFee: 9,
    refundFee: 4,
    refundStatus: 'CHANGE',
  })
  expect(client.readRefundNotify(Buffer.from(body))).toMatchObject({
    ok: true,
    refund: { outTradeNo: 'T20260101', outRefundNo: 'R1', totalFee: 9, refundFee: 4, refundStatus: 'CHANGE' },
  })
  client.close()
})

const content = { outTradeNo: 'T20260101', outRefundNo: 'R1', totalFee: 9, refundFee: 4 }
const sealed = (wire: Record<string, string>) => encryptedRefundNotify(merchant, { ...content, wire })
const outer = (change: Record<string, string>) =>
  buildXml({ return_code: 'SUCCESS', appid: merchant.appId, mch_id: merchant.mchId, req_info: longInfo, ...change })

/** In the order in which they are looked at. */
test.each([
  ['not XML', 'hello', 'bad_xml'],
  ['an XML declaration of another version', `<?xml version="1.1"?>${captured(longInfo)}`, 'bad_xml'],
  // With FAIL the document promises neither appid nor req_info (WxJava PR#829).
  ['FAIL and nothing else', buildXml({ return_code: 'FAIL', return_msg: '系统繁忙' }), 'not_success'],
  ['other appid', outer({ appid: 'wxother', mch_id: '1' }), 'appid_mismatch'],
  ['FAIL of another merchant', outer({ mch_id: '1', return_code: 'FAIL' }), 'not_success'],
  ['other merchant', outer({ mch_id: '1' }), 'mch_id_mismatch'],
  ['FAIL', outer({ return_code: 'FAIL', req_info: '' }), 'not_success'],
  ['no req_info', outer({ req_info: '' }), 'missing_field'],
  ['no refund id', sealed({ refund_id: '' }), 'missing_field'],
  ['nothing but a status', captured(shortInfo), 'missing_field'],
  ['an unknown status', sealed({ refund_status: 'PROCESSING' }), 'bad_field'],
  ['no such day', sealed({ success_time: '2018-02-30 16:24:13' }), 'bad_field'],
  ['zero', sealed({ refund_fee: '0' }), 'bad_field'],
  ['a fraction', sealed({ refund_fee: '1.5' }), 'bad_field'],
  ['another currency', sealed({ fee_type: 'USD' }), 'bad_field'],
  ['a refund in another currency', sealed({ refund_fee_type: 'HKD' }), 'bad_field'],
  ['more than was paid', sealed({ refund_fee: '10' }), 'inconsistent'],
] as const)('refuses %s', (_name, body, refused) => {
  const result = readRefundNotify(body, merchant)
  expect(result).toMatchObject({ ok: false, refused, detail: expect.stringMatching(/^\[wxpay-core\] \S/) })
})

test.each([
  ['a plain XML declaration inside', '<?xml version="1.0" encoding="utf-8"?>\n'],
  ['one without encoding', '<?xml version="1.0"?>'],
])('%s changes nothing', (_name, declaration) => {
  const plain = `<root>${['refund_id', 'out_refund_no', 'transaction_id', 'out_trade_no'].map((name) => `<${name}>1</${name}>`).join('')}<refund_status>SUCCESS</refund_status><total_fee>9</total_fee><refund_fee>4</refund_fee></root>`
  const read = readRefundNotify(captured(encryptReqInfo(declaration + plain, apiKey)), merchant)
  expect(read).toMatchObject({ ok: true, refund: { refundFee: 4 } })
  expect(read).toStrictEqual(readRefundNotify(captured(encryptReqInfo(plain, apiKey)), merchant))
})

test('what was paid in another currency is read beside it', () => {
  expect(readRefundNotify(sealed({ cash_refund_fee: '5', cash_refund_fee_type: 'HKD' }), merchant)).toMatchObject({
    ok: true,
    refund: { refundFee: 4, cashRefundFee: 5, cashRefundFeeType: 'HKD' },
  })
})

const cut = (from: number, to?: number) => Buffer.from(longInfo, 'base64').subarray(from, to).toString('base64')

test.each([
  ['not base64', '!!!!'],
  ['base64 with a blank', `${shortInfo.slice(0, 8)} ${shortInfo.slice(8)}`],
  ['base64 for URLs', shortInfo.replaceAll('+', '-')],
  ['base64 without padding', shortInfo.replaceAll('=', '')],
  ['no whole block', cut(0, 24)],
  ['another key', encryptReqInfo('<root><a>1</a></root>', 'b'.repeat(32))],
  ['cut at a block', cut(0, 800)],
  ['blocks exchanged', cut(16) + cut(0, 16)],
  ['no XML inside', encryptReqInfo('hello', apiKey)],
  ['another root inside', encryptReqInfo('<xml><a>1</a></xml>', apiKey)],
  ['DOCTYPE inside', encryptReqInfo('<!DOCTYPE root><root><a>1</a></root>', apiKey)],
  ['a declaration of GBK inside', encryptReqInfo('<?xml version="1.0" encoding="GBK"?><root><a>1</a></root>', apiKey)],
  [
    'two declarations inside',
    encryptReqInfo('<?xml version="1.0"?><?xml version="1.0"?><root><a>1</a></root>', apiKey),
  ],
  ['a field twice inside', encryptReqInfo('<root><a>1</a><a>1</a></root>', apiKey)],
])('whatever is wrong with req_info, the refusal is the same: %s', (_name, reqInfo) => {
  expect(readRefundNotify(captured(reqInfo), merchant)).toStrictEqual({
    ok: false,
    refused: 'undecryptable',
    detail:
      "[wxpay-core] req_info does not decrypt to a message. Likely cause: forged, or the API key is not this merchant's",
  })
})
