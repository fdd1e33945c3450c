import { WxPayError } from '../errors/wx-pay-error.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const LONE_SURROGATE = /\p{Surrogate}/u

/** Bytes to text, a byte order mark kept. @throws WxPayError XML_NOT_UTF8 */
export function decodeUtf8(body: string | Uint8Array): string {
  if (typeof body === 'string') {
    if (LONE_SURROGATE.test(body)) throw new WxPayError('XML_NOT_UTF8', 'the text holds half a surrogate pair')
    return body
  }
  try {
    return decoder.decode(body)
  } catch (cause) {
    throw new WxPayError('XML_NOT_UTF8', `${body.length} bytes are not valid UTF-8`, { cause })
  }
}
