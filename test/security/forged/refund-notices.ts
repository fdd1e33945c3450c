import crypto from 'node:crypto'
import { type Forged, type Row, refusedAt } from './corpus-entry.ts'
import { paid, payBody, refundBody, refunded, refundPlain } from './genuine.ts'
import { asText, reqInfoKey, seal, shop, signed, writeXml } from './sign.ts'

const plain = refundPlain()
const genuine = seal(plain)
const key = reqInfoKey(shop.apiKey)

function sealedWith(algorithm: string, secret: Buffer, iv: Buffer | null): string {
  const cipher = crypto.createCipheriv(algorithm, secret, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

const bytes = Buffer.from(genuine, 'base64')
const blocks = (...order: number[]) => Buffer.concat(order.map((n) => bytes.subarray(n * 16, n * 16 + 16)))
const lastBlock = bytes.length / 16 - 1
const flipped = (at: number) => {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
  return copy
}

const reqInfos: [name: string, reqInfo: string | Buffer][] = [
  ['another key', seal(plain, reqInfoKey('f0e1d2c3b4a5968778695a4b3c2d1e0f'))],
  ['an empty key', seal(plain, reqInfoKey(''))],
  ['the word undefined for a key', seal(plain, reqInfoKey('undefined'))],
  ['the API key itself', seal(plain, shop.apiKey)],
  ['the MD5 in capitals', seal(plain, key.toUpperCase())],
  ['the 16 bytes of the MD5', seal(plain, Buffer.from(key, 'hex'))],
  ['the MD5 of appid and key', seal(plain, reqInfoKey(shop.appId + shop.apiKey))],
  ['CBC with zeros', sealedWith('aes-256-cbc', Buffer.from(key), Buffer.alloc(16))],
  ['CTR with zeros', sealedWith('aes-256-ctr', Buffer.from(key), Buffer.alloc(16))],
  ['GCM, as API v3 has it', sealedWith('aes-256-gcm', Buffer.from(key), Buffer.alloc(12))],
  ['not sealed at all, in base64', Buffer.from(plain)],
  ['not sealed at all', asText(plain)],
  ['zeros', Buffer.alloc(64)],
  ['random bytes', crypto.createHash('sha512').update('random').digest()],
  ['one bit of the first block flipped', flipped(0)],
  ['one bit of the last block flipped', flipped(bytes.length - 1)],
  ['one bit of an amount’s block flipped', flipped(plain.indexOf('3960'))],
  ['the last block missing', bytes.subarray(0, -16)],
  ['the first block missing', bytes.subarray(16)],
  ['the last byte missing', bytes.subarray(0, -1)],
  ['a byte more', Buffer.concat([bytes, Buffer.alloc(1)])],
  ['the first block only', blocks(0)],
  ['the last block only', blocks(lastBlock)],
  ['the first block twice', Buffer.concat([blocks(0), bytes])],
  ['twice', Buffer.concat([bytes, bytes])],
  ['two blocks exchanged', Buffer.concat([blocks(1, 0), bytes.subarray(32)])],
  ['not base64', '!!!!'],
  ['base64 of nothing', '===='],
  ['hex', bytes.toString('hex')],
  ['base64 for URLs', genuine.replaceAll('+', '-').replaceAll('/', '_')],
  ['base64 in lines', `${genuine.slice(0, 64)}\n${genuine.slice(64)}`],
  ['a blank after', `${genuine} `],
  ['base64 of base64', Buffer.from(genuine)],
  ['padding in the middle', `${seal('x')}${genuine}`],
  ['URL-encoded', encodeURIComponent(genuine)],
]
const unsealed = refusedAt(
  'refund',
  'A',
  'only the key makes a req_info',
  reqInfos.map(([name, reqInfo]): Row => {
    const text = typeof reqInfo === 'string' ? reqInfo : reqInfo.toString('base64')
    return [name, refundBody(text), 'undecryptable', { says: 'does not decrypt' }]
  }),
)

const envelopes = refusedAt('refund', 'A', 'the envelope is not one for this shop', [
  ['nothing', '', 'bad_xml', { says: 'ends too early' }],
  ['JSON', JSON.stringify({ req_info: genuine }), 'bad_xml', { says: 'text outside' }],
  ['the plaintext for a body', plain, 'bad_xml', { says: 'another root' }],
  ['no req_info', refundBody(genuine, { req_info: undefined }), 'missing_field', { says: 'req_info is missing' }],
  ['an empty req_info', refundBody(''), 'missing_field', { says: 'req_info is missing' }],
  [
    'two req_info',
    refundBody().replace('</xml>', '<req_info>x</req_info></xml>'),
    'bad_xml',
    { says: 'a field twice' },
  ],
  ['req_info as a list', refundBody().replaceAll('req_info>', 'req_info_0>'), 'missing_field'],
  ['the plain fields beside it, no req_info', writeXml({ ...paid, ...refunded }), 'missing_field'],
  ['no return_code', refundBody(genuine, { return_code: undefined }), 'not_success'],
  ['return_code FAIL', refundBody(genuine, { return_code: 'FAIL' }), 'not_success'],
  ['return_code in small letters', refundBody(genuine, { return_code: 'success' }), 'not_success'],
  ['a sign instead of req_info', writeXml(signed(paid)), 'missing_field', { says: 'req_info is missing' }],
])

const elsewhere = refusedAt('refund', 'B', 'genuine, but not for this shop or not a refund', [
  ['another appid', refundBody(genuine, { appid: 'wxd930ea5d5a258f40' }), 'appid_mismatch'],
  ['another merchant', refundBody(genuine, { mch_id: '10000101' }), 'mch_id_mismatch'],
  ['no appid', refundBody(genuine, { appid: undefined }), 'appid_mismatch'],
  ['no merchant number', refundBody(genuine, { mch_id: undefined }), 'mch_id_mismatch'],
  ['a partner’s', refundBody(genuine, { mch_id: '1900000109', sub_mch_id: shop.mchId }), 'mch_id_mismatch'],
  ['an appid of 1,000 characters', refundBody(genuine, { appid: 'w'.repeat(1000) }), 'appid_mismatch', { says: '…' }],
  ['a payment notification', payBody(), 'missing_field', { says: 'req_info is missing' }],
  ['a sealed payment', refundBody(seal(writeXml(signed(paid)))), 'undecryptable'],
  ['a sealed payment with the root of a refund', refundBody(seal(writeXml(paid, { root: 'root' }))), 'missing_field'],
  ['a refund answer', writeXml(signed({ ...paid, refund_id: '1', refund_fee: '1' })), 'missing_field'],
])

const tricks: [name: string, inside: string | Buffer][] = [
  ['nothing', ''],
  ['a word', 'hello'],
  ['JSON', JSON.stringify(refunded)],
  ['another root', plain.replaceAll('root>', 'xml>')],
  ['a DOCTYPE', `<!DOCTYPE root>${plain}`],
  ['an external entity', `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${plain.replace('3960', '&e;')}`],
  ['a declaration of GBK', `<?xml version="1.0" encoding="GBK"?>${plain}`],
  ['a comment', plain.replace('</root>', '<!-- --></root>')],
  ['an attribute', plain.replace('<root>', '<root a="1">')],
  ['a field twice', plain.replace('</root>', '<refund_fee>1</refund_fee></root>')],
  ['a field in a field', plain.replace('</root>', '<x><y>1</y></x></root>')],
  ['__proto__', plain.replace('</root>', '<__proto__>1</__proto__></root>')],
  ['a second root', `${plain}<root></root>`],
  ['NUL', plain.replace('API', 'AP\0I')],
  ['GBK', Buffer.from(plain.replace('支付用户零钱', '\xb8\xb6'), 'latin1')],
  ['half of it', plain.slice(0, plain.length / 2)],
]
const inside = refusedAt(
  'refund',
  'D',
  'what is sealed is read as strictly as a message',
  tricks.map(([name, text]): Row => [`sealed: ${name}`, refundBody(seal(text)), 'undecryptable']),
)

const required = [
  'out_trade_no',
  'transaction_id',
  'out_refund_no',
  'refund_id',
  'refund_status',
  'total_fee',
  'refund_fee',
]
const impossible: Record<string, string[]> = {
  refund_status: ['PROCESSING', 'success', 'FAIL', 'SUCCESS '],
  refund_fee: ['0', '-3960', '39.60', '03960', '3.96e3', ' 3960', '３９６０', '99999999999999999999', 'all'],
  total_fee: ['0', '-1', '1e9', '3960.0', '100000001'],
  out_trade_no: ['A B', 'A'.repeat(33), '../1', "1' or '1'='1"],
  out_refund_no: ['A B', 'A'.repeat(65), '支', '{"$ne":null}'],
  refund_id: ['5000 04', '1'.repeat(33), '-1'],
  transaction_id: ['42-00', '1'.repeat(33)],
  success_time: ['2018-02-30 16:24:13', '2018-11-19T16:24:13', '2018-11-19 24:00:00', '2018-11-19', 'now'],
  settlement_refund_fee: ['-1', '39.60'],
  settlement_total_fee: ['x'],
  cash_refund_fee: ['-1', '1.5'],
}
const sealedWrong = refusedAt('refund', 'C', 'sealed with the key, and no refund says so', [
  ...required.flatMap((name): Row[] => [
    [
      `no ${name}`,
      refundBody(seal(refundPlain({ [name]: undefined }))),
      'missing_field',
      { says: `${name} is missing` },
    ],
    [
      `an empty ${name}`,
      refundBody(seal(refundPlain({ [name]: '' }))),
      'missing_field',
      { says: `${name} is missing` },
    ],
  ]),
  ...Object.entries(impossible).flatMap(([name, values]) =>
    values.map((value): Row => {
      const shown = JSON.stringify(value.length > 40 ? `${value.slice(0, 6)}… (${value.length})` : value)
      const body = refundBody(seal(refundPlain({ [name]: value })))
      return [`${name} ${shown}`, body, 'bad_field', { says: `${name} is` }]
    }),
  ),
  ['an empty message', refundBody(seal('<root></root>')), 'missing_field'],
  ['only a status', refundBody(seal(writeXml({ refund_status: 'SUCCESS' }, { root: 'root' }))), 'missing_field'],
  ['more than was paid', refundBody(seal(refundPlain({ refund_fee: '3961' }))), 'inconsistent'],
  ['names in capitals', refundBody(seal(refundPlain({ TOTAL_FEE: '3960', total_fee: undefined }))), 'missing_field'],
])

/** Refund notifications that must be refused, but for tricks with the XML of the envelope. */
export const refundNotices: Forged[] = [...unsealed, ...envelopes, ...elsewhere, ...inside, ...sealedWrong]
