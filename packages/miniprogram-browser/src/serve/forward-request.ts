import { reasonOf } from './exchange-json.ts'
import type { ForwardedAnswer } from './forwarded-answer.ts'

/** A `wx.request`, as the page sends it. */
export interface ForwardedRequest {
  url: string
  method: string
  header: Record<string, string>
  /** The body's bytes, base64; null for none. */
  body: string | null
  /** Real ms. */
  timeoutMs: number
}

// A browser's network does not let these be chosen either; the rest of the header goes out as it is.
const NOT_FORWARDED = ['host', 'content-length', 'connection', 'referer', 'transfer-encoding']

/** Sends a `wx.request` from here, where no page's origin limits it. Never rejects. */
export async function forwardRequest(request: ForwardedRequest): Promise<ForwardedAnswer> {
  const { url, method, header, body, timeoutMs } = request
  if (!/^https?:\/\//i.test(url)) return { failed: 'invalid url' }
  const signal = AbortSignal.timeout(timeoutMs)
  const headers = Object.entries(header).filter(([name]) => !NOT_FORWARDED.includes(name.toLowerCase()))
  try {
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]) => [name, String(value)]),
      signal,
      ...(body !== null && { body: Buffer.from(body, 'base64') }),
    })
    return {
      statusCode: response.status,
      header: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    }
  } catch (error) {
    return { failed: signal.aborted ? 'timeout' : reasonOf(error) }
  }
}
