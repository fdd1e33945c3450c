import crypto from 'node:crypto'
import { canonicalString, type SignableParams } from './canonical-string.ts'
import { md5Hex } from './md5-hex.ts'

/** The two algorithms of API v2; WeChat takes MD5 where a request names none. */
export type SignType = 'HMAC-SHA256' | 'MD5'

/** The v2 API key (32 letters and digits, set on the merchant platform) and the algorithm. */
export interface SignOptions {
  apiKey: string
  signType: SignType
}

/**
 * Signs parameters: upper-case hex, 64 characters for HMAC-SHA256, 32 for MD5.
 *
 * `sign_type` is signed like every other parameter when it is among them. The key stands in the signed string with HMAC
 * too: the protocol wants it twice.
 *
 * @see https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3
 */
export function signParams(params: SignableParams, { apiKey, signType }: SignOptions): string {
  const text = `${canonicalString(params)}&key=${apiKey}`
  const hex = signType === 'MD5' ? md5Hex(text) : crypto.createHmac('sha256', apiKey).update(text).digest('hex')
  return hex.toUpperCase()
}
