import crypto from 'node:crypto'
import { type Forged, type Row, refusedAt } from './corpus-entry.ts'
import { changed, paid, payBody } from './genuine.ts'
import { asCaptured, hash, type SignType, shop, signed, signOf, stringToSign, writeXml } from './sign.ts'

const pay = (why: string, rows: Row[]) => refusedAt('pay', 'A', why, rows)
const withSign = (sign: string) => ({ ...paid, sign })
const genuine = signOf(paid)
const half = genuine.slice(0, 32)

const noSign = pay('nothing vouches for it', [
  ['no sign', paid, 'bad_sign', { says: 'carries no sign' }],
  ['an empty element sign', writeXml(paid).replace('</xml>', '<sign/></xml>'), 'bad_sign', { says: 'carries no sign' }],
  ['an empty sign', withSign(''), 'bad_sign', { says: 'carries no sign' }],
  ['a sign of one blank', withSign(' '), 'bad_sign'],
  ['a sign of 64 zeros', withSign('0'.repeat(64)), 'bad_sign', { says: 'does not fit' }],
  ['a sign of 64 blanks', withSign(' '.repeat(64)), 'bad_sign'],
  ['the word undefined for a sign', withSign('undefined'), 'bad_sign'],
  ['the word null for a sign', withSign('null'), 'bad_sign'],
  ['the word true for a sign', withSign('true'), 'bad_sign'],
  ['no sign, sign_type NONE', { ...paid, sign_type: 'NONE' }, 'bad_sign'],
  ['no sign, empty sign_type', { ...paid, sign_type: '' }, 'bad_sign'],
  ['no sign, the amount changed', changed(paid, { total_fee: '1', cash_fee: '1' }), 'bad_sign'],
  ['no sign, return_code FAIL', { return_code: 'FAIL', return_msg: '签名错误' }, 'bad_sign'],
  ['no sign, just SUCCESS', { return_code: 'SUCCESS', result_code: 'SUCCESS' }, 'bad_sign'],
  ['no sign, an empty message', '<xml></xml>', 'bad_sign'],
  ['the sign under the name Sign', { ...paid, Sign: genuine }, 'bad_sign', { says: 'carries no sign' }],
  ['the sign under the name SIGN', { ...paid, SIGN: genuine }, 'bad_sign', { says: 'carries no sign' }],
  ['the sign under the name signature', { ...paid, signature: genuine }, 'bad_sign', { says: 'carries no sign' }],
  ['the sign under the name sign_0', { ...paid, sign_0: genuine }, 'bad_sign', { says: 'carries no sign' }],
])

const keys: [name: string, key: string][] = [
  ['another key', 'f0e1d2c3b4a5968778695a4b3c2d1e0f'],
  ['an empty key', ''],
  ['the word undefined for a key', 'undefined'],
  ['the word null for a key', 'null'],
  ['the key and a newline', `${shop.apiKey}\n`],
  ['the key in capitals', shop.apiKey.toUpperCase()],
  ['the first half of the key', shop.apiKey.slice(0, 16)],
  ['the MD5 of the key', crypto.createHash('md5').update(shop.apiKey).digest('hex')],
  ['the appid for a key', shop.appId],
  ['the merchant number for a key', shop.mchId],
]
const otherKey = pay(
  'the key is not the shop’s',
  keys.flatMap(([name, key]) =>
    (['HMAC-SHA256', 'MD5'] as const).map((signType): Row => {
      return [`${name}, ${signType}`, signed(paid, signType, key), 'bad_sign', { signType }]
    }),
  ),
)

const md5 = 'MD5' as SignType
const algorithm = pay('the algorithm is the shop’s setting, whatever the message says', [
  ['MD5 at a shop of HMAC', signed(paid, 'MD5'), 'bad_sign', { says: 'other signType' }],
  ['MD5 that says so', signed({ ...paid, sign_type: 'MD5' }, 'MD5'), 'bad_sign'],
  ['MD5 twice, as long as HMAC', withSign(signOf(paid, 'MD5').repeat(2)), 'bad_sign'],
  ['HMAC at a shop of MD5', signed(paid), 'bad_sign', { signType: md5, says: 'other signType' }],
  ['HMAC that says so', signed({ ...paid, sign_type: 'HMAC-SHA256' }), 'bad_sign', { signType: md5 }],
  ['half of HMAC at a shop of MD5', withSign(half), 'bad_sign', { signType: md5 }],
  ['MD5 under an empty key, at a shop of HMAC', signed(paid, 'MD5', ''), 'bad_sign'],
  ['sign_type added to a genuine one', { ...signed(paid), sign_type: 'MD5' }, 'bad_sign'],
  ['sign_type RSA', signed({ ...paid, sign_type: 'RSA' }, 'HMAC-SHA256', ''), 'bad_sign'],
  ['SHA-1', withSign(digest('sha1')), 'bad_sign'],
  ['SHA-256 with the key at the end, not HMAC', withSign(digest('sha256')), 'bad_sign'],
  ['SHA-512', withSign(digest('sha512')), 'bad_sign'],
])

function digest(name: string): string {
  const text = `${stringToSign(paid)}&key=${shop.apiKey}`
  return crypto.createHash(name).update(text).digest('hex').toUpperCase()
}

const fullWidth = (text: string) =>
  text.replace(/[0-9A-F]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const spelling = pay('a sign is 64 digits in capitals, nothing around', [
  ['in small letters', withSign(genuine.toLowerCase()), 'bad_sign'],
  ['one letter small', withSign(genuine.replace(/[A-F]/, (letter) => letter.toLowerCase())), 'bad_sign'],
  ['MD5 in small letters', withSign(signOf(paid, 'MD5').toLowerCase()), 'bad_sign', { signType: md5 }],
  ['a blank before', withSign(` ${genuine}`), 'bad_sign'],
  ['a newline after', withSign(`${genuine}\n`), 'bad_sign'],
  ['0x before', withSign(`0x${genuine}`), 'bad_sign'],
  ['the first half', withSign(half), 'bad_sign'],
  ['one digit short', withSign(genuine.slice(0, -1)), 'bad_sign'],
  ['one digit too many', withSign(`${genuine}0`), 'bad_sign'],
  ['twice', withSign(genuine + genuine), 'bad_sign'],
  ['the last digit another', withSign(genuine.slice(0, -1) + (genuine.endsWith('0') ? '1' : '0')), 'bad_sign'],
  ['in base64', withSign(Buffer.from(genuine, 'hex').toString('base64')), 'bad_sign'],
  ['in full-width digits', withSign(fullWidth(genuine)), 'bad_sign'],
  ['with a Cyrillic А', withSign(genuine.replace('A', 'А')), 'bad_sign'],
  ['backwards', withSign([...genuine].reverse().join('')), 'bad_sign'],
])

const string = stringToSign(paid)
const otherString = pay('another string was signed than the protocol’s', [
  ['without the key in the string', withSign(hash(string)), 'bad_sign'],
  ['not sorted', withSign(hash(`${string.split('&').reverse().join('&')}&key=${shop.apiKey}`)), 'bad_sign'],
  ['values URL-encoded', withSign(hash(`${new URLSearchParams(paid)}&key=${shop.apiKey}`)), 'bad_sign'],
  [
    'empty values in it',
    { ...paid, device_info: '', sign: hash(`${string}&device_info=&key=${shop.apiKey}`) },
    'bad_sign',
  ],
  ['signed again with its sign in it', withSign(hash(`${string}&sign=${genuine}&key=${shop.apiKey}`)), 'bad_sign'],
  ['the whole XML signed', withSign(hash(writeXml(paid) + shop.apiKey)), 'bad_sign'],
  ['names without values', withSign(hash(`${Object.keys(paid).join('&')}&key=${shop.apiKey}`)), 'bad_sign'],
])

const underOldSign = (change: Record<string, string | undefined>) => asCaptured(changed(signed(paid), change))
const changes: [name: string, change: Record<string, string | undefined>][] = [
  ['a smaller amount', { total_fee: '1' }],
  ['a larger amount', { total_fee: '8800', cash_fee: '8800' }],
  ['a leading zero in the amount', { total_fee: '088' }],
  ['another order', { out_trade_no: '20150806125347' }],
  ['another payment', { transaction_id: '4200000478201912254663157928' }],
  ['another buyer', { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6p' }],
  ['another merchant', { mch_id: '10000101' }],
  ['another time', { time_end: '20141030133526' }],
  ['another bank', { bank_type: 'CFT' }],
  ['another nonce', { nonce_str: 'A' }],
  ['another attach', { attach: '支付測試' }],
  ['no attach', { attach: undefined }],
  ['a coupon more', { coupon_fee: '0' }],
  ['a blank after a value', { bank_type: 'OTHERS ' }],
  ['FAIL turned to SUCCESS', { ...signed({ ...paid, result_code: 'FAIL' }), result_code: 'SUCCESS' }],
  ['two values exchanged', { out_trade_no: paid.transaction_id ?? '', transaction_id: paid.out_trade_no ?? '' }],
]
const tampered = pay(
  'a genuine one, changed under its sign',
  changes.map(([name, change]): Row => [name, underOldSign(change), 'bad_sign', { says: 'does not fit' }]),
)

const body = payBody()
const twice = pay('a field twice can be read in two ways', [
  [
    'a wrong sign after the genuine one',
    body.replace('</xml>', '<sign>0</sign></xml>'),
    'bad_xml',
    { says: 'a field twice' },
  ],
  [
    'a wrong sign before the genuine one',
    body.replace('<xml>', '<xml><sign>0</sign>'),
    'bad_xml',
    { says: 'a field twice' },
  ],
  [
    'another amount after',
    body.replace('</xml>', '<total_fee>1</total_fee></xml>'),
    'bad_xml',
    { says: 'a field twice' },
  ],
  [
    'another amount before',
    body.replace('<xml>', '<xml><total_fee>1</total_fee>'),
    'bad_xml',
    { says: 'a field twice' },
  ],
  [
    'another order after',
    body.replace('</xml>', '<out_trade_no>A</out_trade_no></xml>'),
    'bad_xml',
    { says: 'a field twice' },
  ],
  ['an empty amount after', body.replace('</xml>', '<total_fee/></xml>'), 'bad_xml', { says: 'a field twice' }],
  ['all fields twice', body.replace('</xml>', body.slice('<xml>'.length)), 'bad_xml', { says: 'a field twice' }],
])

const arrays = pay('a list or an object where a text belongs', [
  ['sign[]', writeXml({ ...paid, 'sign[]': genuine }), 'bad_xml', { says: 'element name' }],
  ['sign[0]', writeXml({ ...paid, 'sign[0]': genuine }), 'bad_xml', { says: 'element name' }],
  ['total_fee[$gt]', writeXml({ ...signed(paid), 'total_fee[$gt]': '0' }), 'bad_xml', { says: 'element name' }],
  [
    'an element in sign',
    body.replace(/<sign>.*<\/sign>/, `<sign><item>${genuine}</item></sign>`),
    'bad_xml',
    { says: 'inside a field' },
  ],
  ['an element in total_fee', body.replace('>88<', '><item>88</item><'), 'bad_xml', { says: 'inside a field' }],
  [
    'the sign as an attribute',
    writeXml(paid).replace('<xml>', `<xml sign="${genuine}">`),
    'bad_xml',
    { says: 'an attribute' },
  ],
])

const resource = {
  original_type: 'transaction',
  algorithm: 'AEAD_AES_256_GCM',
  ciphertext: 'aGVsbG8=',
  nonce: 'a',
  associated_data: '',
}
const otherFormats = pay('not a message of API v2', [
  ['nothing', '', 'bad_xml', { says: 'ends too early' }],
  ['blanks', ' \n\t', 'bad_xml', { says: 'ends too early' }],
  ['one NUL', '\0', 'bad_xml'],
  ['the word null', 'null', 'bad_xml'],
  ['JSON', JSON.stringify(signed(paid)), 'bad_xml', { says: 'text outside' }],
  ['JSON of API v3', JSON.stringify({ id: 'EV-1', event_type: 'TRANSACTION.SUCCESS', resource }), 'bad_xml'],
  ['a form', new URLSearchParams(signed(paid)).toString(), 'bad_xml', { says: 'text outside' }],
  ['base64 of a genuine one', Buffer.from(body).toString('base64'), 'bad_xml'],
  ['a genuine one, escaped', body.replaceAll('<', '&lt;'), 'bad_xml'],
  ['a page of HTML', '<!DOCTYPE html><html><body>502</body></html>', 'bad_xml', { says: 'a DOCTYPE' }],
  ['another root', body.replaceAll('xml>', 'root>'), 'bad_xml', { says: 'another root' }],
  ['the root in capitals', body.replaceAll('xml>', 'XML>'), 'bad_xml', { says: 'another root' }],
  ['the first half of a genuine one', body.slice(0, body.length / 2), 'bad_xml'],
  ['without the last character', body.slice(0, -1), 'bad_xml', { says: 'ends too early' }],
])

/** Payment notifications made without the key, or from a genuine one by changing it. */
export const outsider: Forged[] = [
  ...noSign,
  ...otherKey,
  ...algorithm,
  ...spelling,
  ...otherString,
  ...tampered,
  ...twice,
  ...arrays,
  ...otherFormats,
]
