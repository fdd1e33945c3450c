import type { RequestAnswer, RequestOptions } from '@stack/miniprogram-runtime/client'
import type { ForwardedAnswer } from '../../src/serve/forwarded-answer.ts'
import { askServer } from './ask-server.ts'
import { encodeRequest } from './encode-request.ts'

/**
 * Sends a `wx.request` through the phone's server: a mini program knows no CORS.
 * @throws Error whose message is what stands behind `request:fail`
 */
export async function sendRequest(options: RequestOptions): Promise<RequestAnswer> {
  const { url, header, body } = encodeRequest(options)
  const sent = { url, method: options.method, header, body: body && toBase64(body), timeoutMs: options.timeout }
  const answer = await askServer<ForwardedAnswer>('request', sent)
  if ('failed' in answer) throw new Error(answer.failed)
  const { statusCode, header: received } = answer
  return { statusCode, header: received, data: dataOf(fromBase64(answer.body), options) }
}

/** `dataType: 'json'` is a wish: what does not parse arrives as the text that it is. */
function dataOf(bytes: Uint8Array<ArrayBuffer>, { responseType, dataType }: RequestOptions): unknown {
  if (responseType === 'arraybuffer') return bytes.buffer
  const text = new TextDecoder().decode(bytes)
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
