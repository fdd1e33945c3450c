import crypto from 'node:crypto'
import type { WireFields } from '../fields/fields.ts'
import { md5Hex } from '../sign/md5-hex.ts'
import { parseXml } from '../xml/parse-xml.ts'

const AES_BLOCK_BYTES = 16

/** The key is the lower-case hex of the MD5 of the API key: 32 characters, taken as 32 bytes. */
const reqInfoKey = (apiKey: string) => Buffer.from(md5Hex(apiKey))

/**
 * Decrypts req_info of a refund notification: AES-256-ECB with PKCS#7 padding, then `<root>` under the XML guard.
 *
 * @returns undefined whatever is wrong: telling what would tell an attacker how far a forgery came
 * @see https://pay.weixin.qq.com/wiki/doc/api/wxpay/ch/pay/NativePay/chapter8_8.shtml
 */
export function decryptReqInfo(reqInfo: string, apiKey: string): WireFields | undefined {
  const sealed = Buffer.from(reqInfo, 'base64')
  if (sealed.length === 0 || sealed.length % AES_BLOCK_BYTES !== 0) return undefined
  // Buffer.from passes over what is no base64, and a pattern for it would go back and forth over 64 KB.
  if (sealed.toString('base64') !== reqInfo) return undefined
  const decipher = crypto.createDecipheriv('aes-256-ecb', reqInfoKey(apiKey), null)
  try {
    return parseXml(Buffer.concat([decipher.update(sealed), decipher.final()]), { root: 'root' })
  } catch {
    return undefined
  }
}

/** The other direction, for tests of refund notifications. */
export function encryptReqInfo(plainText: string, apiKey: string): string {
  const cipher = crypto.createCipheriv('aes-256-ecb', reqInfoKey(apiKey), null)
  return Buffer.concat([cipher.update(plainText), cipher.final()]).toString('base64')
}
