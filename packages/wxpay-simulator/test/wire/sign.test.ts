import { describe, expect, test } from 'vitest'
import { sign, textToSign } from '../../src/wire/sign.ts'

const KEY = '192006250b4c09247ec02edce69f6a2d'

// The first row is WeChat Pay's own example: https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3
// The others were computed with OpenSSL over the canonical string.
const EXAMPLE = {
  appid: 'wxd930ea5d5a258f4f',
  mch_id: '10000100',
  device_info: '1000',
  body: 'test',
  nonce_str: 'ibuaiVcKdpRxkhJA',
}
const ORDER = {
  appid: 'wxd930ea5d5a258f4f',
  mch_id: '10000100',
  nonce_str: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  body: '腾讯充值中心-QQ会员充值',
  attach: '',
  coupon_fee: '0',
  out_trade_no: '20150806125346',
  total_fee: '88',
  spbill_create_ip: '123.12.12.123',
  notify_url: 'https://example.com/wxpay/notify',
  trade_type: 'JSAPI',
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  sign: 'whatever stands here',
}
const NAMES = {
  coupon_id_0: '10000',
  coupon_fee_10: '5',
  coupon_fee_1: '7',
  coupon_fee_0: '3',
  coupon_fee: '10',
  coupon_count: '3',
  appid: 'a',
  appId: 'A',
  ab: '4',
  a_b: '2',
  aB: '3',
  a1: '1',
  _x: 'u',
  Zeta: 'z',
}
const PAY_SIGN = {
  appId: 'wxd930ea5d5a258f4f',
  timeStamp: '1490840662',
  nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
  package: 'prepay_id=wx2017033010242291fcfe0db70013231072',
}

describe('sign', () => {
  test.each([
    ['the official example, MD5', EXAMPLE, 'MD5', '9A0A8659F005D6984697E2CA0A9CF3B7'],
    [
      'the official example, HMAC-SHA256',
      EXAMPLE,
      'HMAC-SHA256',
      '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
    ],
    ['UTF-8, an empty value, a zero, a sign', ORDER, 'MD5', 'E34E3DE0B898A83DA3906DC28D62CFCA'],
    ['sign_type is signed', { ...ORDER, sign_type: 'MD5' }, 'MD5', '5A53E0296C743C7B4E2207FDF34224AE'],
    [
      'sign_type is signed, HMAC-SHA256',
      { ...ORDER, sign_type: 'HMAC-SHA256' },
      'HMAC-SHA256',
      'EDDBBB032CC6804EC0090E7E2D36A72BFD03FC842C1D6878B534240CBB5BC951',
    ],
    ['names in code-unit order', NAMES, 'MD5', 'ECCCD6B6D70095EB457CBE2369F6EBCE'],
    [
      'raw values, outer blanks kept',
      { body: ' a&b=<c>"d" ', attach: 'x y+z%20', nonce_str: 'n' },
      'MD5',
      '282FD97274DDBA3C8024B81BBFE348AB',
    ],
    ['a surrogate pair', { body: '🎓毕业é', nonce_str: 'n' }, 'MD5', '8AC3241B3DE62FA54134930CF8EEC3C6'],
    ['paySign, MD5', { ...PAY_SIGN, signType: 'MD5' }, 'MD5', 'A3C4993E71916E54AE93F5D2B1E888AF'],
    [
      'paySign, HMAC-SHA256',
      { ...PAY_SIGN, signType: 'HMAC-SHA256' },
      'HMAC-SHA256',
      '15FC5558B3F2A6AF14B8C4FEB53F8D822E04051B2C788ECDD0ABA657F9EA5A06',
    ],
  ] as const)('%s', (_, values, signType, expected) => {
    expect(sign(Object.entries(values), KEY, signType)).toBe(expected)
  })

  test('textToSign leaves out the key, empty values and sign', () => {
    expect(textToSign(Object.entries({ ...EXAMPLE, attach: '', sign: 'x' }))).toBe(
      'appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100&nonce_str=ibuaiVcKdpRxkhJA',
    )
  })
})
