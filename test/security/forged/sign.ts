import crypto from 'node:crypto'

// Written here and not taken from wxpay-core: a reader that is checked with its own signer would share its mistakes.

/** A message by wire names. */
export type Fields = Record<string, string>

export type SignType = 'HMAC-SHA256' | 'MD5'

/** The merchant of the official signing example: https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3 */
export const shop = {
  appId: 'wxd930ea5d5a258f4f',
  mchId: '10000100',
  apiKey: '192006250b4c09247ec02edce69f6a2d',
} as const

/** The string to sign, without the key. */
export const stringToSign = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** Upper-case hex of `text`, hashed as API v2 does. */
export function hash(text: string, signType: SignType = 'HMAC-SHA256', apiKey: string = shop.apiKey): string {
  const hasher = signType === 'MD5' ? crypto.createHash('md5') : crypto.createHmac('sha256', apiKey)
  return hasher.update(text).digest('hex').toUpperCase()
}

export function signOf(fields: Fields, signType: SignType = 'HMAC-SHA256', apiKey: string = shop.apiKey): string {
  return hash(`${stringToSign(fields)}&key=${apiKey}`, signType, apiKey)
}

/** The fields with their sign. */
export function signed(fields: Fields, signType?: SignType, apiKey?: string): Fields {
  return { ...fields, sign: signOf(fields, signType, apiKey) }
}

const escaped: Fields = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** How values stand in a message. */
export const inCdata = (value: string): string => `<![CDATA[${value}]]>`
export const asText = (value: string): string => value.replace(/[&<>"']/g, (character) => escaped[character] ?? '')

interface Layout {
  root?: string
  /** Between two elements. */
  between?: string
  value?: (value: string, name: string) => string
}

/** A message, its elements in the order of `fields`. */
export function writeXml(fields: Fields, { root = 'xml', between = '', value = inCdata }: Layout = {}): string {
  const elements = Object.entries(fields).map(([name, text]) => `<${name}>${value(text, name)}</${name}>`)
  return `<${root}>${elements.join(between)}${between}</${root}>`
}

/** The layout of captured payment notifications: alphabetical, one element a line, CDATA but for total_fee. */
export function asCaptured(fields: Fields): string {
  const sorted = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))
  const value = (text: string, name: string) => (name === 'total_fee' ? text : inCdata(text))
  return writeXml(Object.fromEntries(sorted), { between: '\n', value })
}

/** req_info: AES-256-ECB with PKCS#7 padding under the lower-case hex of the key's MD5. */
export function seal(plain: string | Buffer, key: string | Buffer = reqInfoKey(shop.apiKey)): string {
  const cipher = crypto.createCipheriv(`aes-${key.length * 8}-ecb`, key, null)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

export function reqInfoKey(apiKey: string): string {
  return crypto.createHash('md5').update(apiKey).digest('hex')
}
