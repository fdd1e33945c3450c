import { createHash, createHmac } from 'node:crypto'

/** The two algorithms of API v2; a request without sign_type means MD5. */
export type SignType = 'MD5' | 'HMAC-SHA256'

/**
 * Builds the string that is signed, without the key: every non-empty parameter but `sign`, in code-unit order of the
 * names, values raw. Sample: `appid=wxd930ea5d5a258f4f&body=test`.
 * @see https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3
 */
export function textToSign(parameters: Iterable<readonly [name: string, value: string]>): string {
  return [...parameters]
    .filter(([name, value]) => value !== '' && name !== 'sign')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/**
 * Signs parameters with the merchant's API key.
 * @returns upper-case hex: 32 characters for MD5, 64 for HMAC-SHA256
 */
export function sign(
  parameters: Iterable<readonly [name: string, value: string]>,
  apiKey: string,
  signType: SignType,
): string {
  const text = `${textToSign(parameters)}&key=${apiKey}`
  const digest = signType === 'MD5' ? createHash('md5') : createHmac('sha256', apiKey)
  return digest.update(text, 'utf8').digest('hex').toUpperCase()
}
