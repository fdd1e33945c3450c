import crypto from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { canonicalString, createNonce, isWxPayError, safeEqual, signParams, verifySign } from '../../src/index.ts'
import { checkSign } from '../../src/sign/check-sign.ts'
import { md5Hex } from '../../src/sign/md5-hex.ts'
import { capture } from '../helpers/capture.ts'
import { apiKey } from '../helpers/merchant.ts'
import { coupons, notification, orderQueryAnswer, unifiedOrderAnswer } from '../helpers/vectors.ts'

/** https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3, where both signs are published. */
const official = {
  appid: 'wxd930ea5d5a258f4f',
  mch_id: '10000100',
  device_info: '1000',
  body: 'test',
  nonce_str: 'ibuaiVcKdpRxkhJA',
}

const order = {
  appid: 'wxd930ea5d5a258f4f',
  mch_id: '10000100',
  nonce_str: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  body: '腾讯充值中心-QQ会员充值',
  attach: '',
  coupon_fee: 0,
  out_trade_no: '20150806125346',
  total_fee: 88,
  spbill_create_ip: '123.12.12.123',
  notify_url: 'https://example.com/wxpay/notify',
  trade_type: 'JSAPI',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  sign: 'left out',
}

const unordered = {
  coupon_fee_10: '5',
  ab: '4',
  a_b: '2',
  coupon_id_0: '10000',
  appId: 'A',
  coupon_fee_1: '7',
  aB: '3',
  coupon_fee_0: '3',
  Zeta: 'z',
  coupon_fee: '10',
  a1: '1',
  appid: 'a',
  coupon_count: '3',
  _x: 'u',
}

const blanks = { body: ' a&b=<c>"d" ', attach: 'x y+z%20', nonce_str: 'n' }
const payParams = {
  appId: 'wxd930ea5d5a258f4f',
  timeStamp: '1490840662',
  nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  package: 'prepay_id=wx2017033010242291fcfe0db70013231072',
}

test.each([
  ['the official example, MD5', official, 'MD5', '9A0A8659F005D6984697E2CA0A9CF3B7'],
  [
    'the official example, HMAC',
    official,
    'HMAC-SHA256',
    '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
  ],
  ['Chinese, an empty field, zero, an old sign', order, 'MD5', 'E34E3DE0B898A83DA3906DC28D62CFCA'],
  ['sign_type is signed (MD5)', { ...order, sign_type: 'MD5' }, 'MD5', '5A53E0296C743C7B4E2207FDF34224AE'],
  [
    'sign_type is signed (HMAC)',
    { ...order, sign_type: 'HMAC-SHA256' },
    'HMAC-SHA256',
    'EDDBBB032CC6804EC0090E7E2D36A72BFD03FC842C1D6878B534240CBB5BC951',
  ],
  ['HMAC without sign_type', order, 'HMAC-SHA256', 'DA63080660CFBB78A04AA673677F3F5068537D55D727E04634B187E82F2E2112'],
  ['digits, capitals, underscore, small letters', unordered, 'MD5', 'ECCCD6B6D70095EB457CBE2369F6EBCE'],
  ['outer blanks are signed', blanks, 'MD5', '282FD97274DDBA3C8024B81BBFE348AB'],
  ['trimmed, as one SDK does', { ...blanks, body: blanks.body.trim() }, 'MD5', '6A0045C6F5A1FE8F82982B9F72ECF096'],
  ['emoji and é', { body: '🎓毕业\u00e9', nonce_str: 'n' }, 'MD5', '8AC3241B3DE62FA54134930CF8EEC3C6'],
  ['paySign, MD5', { ...payParams, signType: 'MD5' }, 'MD5', 'A3C4993E71916E54AE93F5D2B1E888AF'],
  [
    'paySign, HMAC',
    { ...payParams, signType: 'HMAC-SHA256' },
    'HMAC-SHA256',
    '15FC5558B3F2A6AF14B8C4FEB53F8D822E04051B2C788ECDD0ABA657F9EA5A06',
  ],
  ['unified order answer, MD5', unifiedOrderAnswer, 'MD5', '1A53DBEABB48B2A74DBAD0D3A6769902'],
  [
    'unified order answer, HMAC',
    unifiedOrderAnswer,
    'HMAC-SHA256',
    '6417C9E68F04E57BE05CFC9B6133176253FB78953826C111CE7F15407160BEDF',
  ],
  ['notification, MD5', notification, 'MD5', 'AB88ABA838A966FD2FCE1242FF93F5C0'],
  [
    'notification, HMAC',
    notification,
    'HMAC-SHA256',
    'AAF9F2D62ACF469AA232E65628F854DFE68DA7782869626AD625C77E6D3F745C',
  ],
  ['notification with coupons, MD5', coupons, 'MD5', 'E629CA3EBA3FF9D3D7B147F912AC3823'],
  [
    'notification with coupons, HMAC',
    coupons,
    'HMAC-SHA256',
    '07F6490D716CAAB95197AC2A49599250ABF4241FB916B98A750EE7B1E5A05FF1',
  ],
  ['order query answer, MD5', orderQueryAnswer, 'MD5', '9A2B53FBDEC30E81E9AC3D5D064C041B'],
  [
    'order query answer, HMAC',
    orderQueryAnswer,
    'HMAC-SHA256',
    'FAB8D5539762AAF3BDABFF12DB94CC753C0F2E2292C2459CB174A54F1BE2E304',
  ],
] as const)('signParams: %s', (_name, params, signType, sign) => {
  expect(signParams(params, { apiKey, signType })).toBe(sign)
})

test('the string to sign of the official example', () => {
  expect(canonicalString(official)).toBe(
    'appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100&nonce_str=ibuaiVcKdpRxkhJA',
  )
})

test('the string to sign leaves out sign, empty and undefined, and keeps 0', () => {
  expect(canonicalString({ sign: 'x', b: '', c: undefined, a: 0, Sign: '1' })).toBe('Sign=1&a=0')
})

/** From the tests of wechatpay-axios-plugin and EasyWeChat (github TheNorthMemory, overtrue). */
test('fixtures of two SDKs', () => {
  expect(md5Hex('exposed_your_key_here_have_risks')).toBe('4ad14ac334ab13540eb6c5479512a8e8')
  expect(signParams({}, { apiKey: 'exposed_your_key_here_have_risks', signType: 'MD5' })).toBe(
    'B3D43C8390F26E2030D4D17BD580FBC8',
  )
  expect(signParams({ foo: 'bar' }, { apiKey: 'foo-merchant-key', signType: 'MD5' })).toBe(
    '280F9CB28E99DC917792FCC7AC1B88C4',
  )
})

test('MD5 without crypto.hash, as before Node 20.12, is the same', () => {
  vi.spyOn(crypto as { readonly hash: unknown }, 'hash', 'get').mockReturnValue(undefined)
  onTestFinished(() => void vi.restoreAllMocks())
  expect(crypto.hash).toBeUndefined()
  expect(md5Hex('exposed_your_key_here_have_risks')).toBe('4ad14ac334ab13540eb6c5479512a8e8')
})

const params = fc.dictionary(fc.stringMatching(/^[a-z_]{1,20}$/), fc.string({ unit: 'binary' }))
const signType = fc.constantFrom('HMAC-SHA256' as const, 'MD5' as const)

test('what is signed verifies, and no longer after any change', () => {
  fc.assert(
    fc.property(params, signType, fc.string(), (fields, type, other) => {
      const options = { apiKey, signType: type }
      const signed = { ...fields, sign: signParams(fields, options) }
      expect(verifySign(signed, options)).toBe(true)
      expect(verifySign({ ...signed, sign: signed.sign.toLowerCase() }, options)).toBe(!/[A-F]/.test(signed.sign))
      expect(verifySign({ ...signed, added: `x${other}` }, options)).toBe(false)
      expect(verifySign(signed, { ...options, apiKey: 'b'.repeat(32) })).toBe(false)
      expect(verifySign(signed, { apiKey, signType: type === 'MD5' ? 'HMAC-SHA256' : 'MD5' })).toBe(false)
    }),
  )
})

describe('checkSign', () => {
  const hmac = { apiKey, signType: 'HMAC-SHA256' } as const
  const md5 = { apiKey, signType: 'MD5' } as const
  test.each([
    ['no sign', notification, hmac, 'SIGN_MISSING', 'carries no sign'],
    ['empty sign', { ...notification, sign: '' }, hmac, 'SIGN_MISSING', 'carries no sign'],
    ['wrong sign', { ...notification, sign: 'A'.repeat(64) }, hmac, 'SIGN_INVALID', 'API key is not this merchant'],
    ['odd length', { ...notification, sign: 'A'.repeat(63) }, hmac, 'SIGN_INVALID', 'HMAC-SHA256 sign does not fit'],
    [
      'MD5',
      { ...notification, sign: signParams(notification, md5) },
      hmac,
      'SIGN_ALGORITHM_MISMATCH',
      'as MD5 makes it',
    ],
    [
      'HMAC',
      { ...notification, sign: signParams(notification, hmac) },
      md5,
      'SIGN_ALGORITHM_MISMATCH',
      'signType is MD5',
    ],
  ] as const)('refuses %s', (_name, fields, options, code, message) => {
    const error = capture(() => checkSign(fields, options))
    expect(error).toMatchObject({ code, kind: 'signature', outcome: 'unknown', retryable: false })
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(String(error)).not.toContain(apiKey)
  })

  test('the message does not choose the algorithm', () => {
    const fields = { ...notification, sign_type: 'MD5' }
    const error = capture(() => checkSign({ ...fields, sign: signParams(fields, md5) }, hmac))
    expect(isWxPayError(error, 'SIGN_ALGORITHM_MISMATCH')).toBe(true)
  })
})

test('safeEqual', () => {
  expect(safeEqual('', '')).toBe(true)
  expect(safeEqual('支付', '支付')).toBe(true)
  expect(safeEqual('A', 'a')).toBe(false)
  expect(safeEqual('A', 'AA')).toBe(false)
})

test('createNonce: 32 hex characters, never twice', () => {
  const nonces = Array.from({ length: 1000 }, createNonce)
  expect(new Set(nonces).size).toBe(1000)
  for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/)
})
