/** Parts of a `wx.request` that decide about the sent bytes. */
export interface RequestData {
  url: string
  method: string
  header: Record<string, string>
  data: unknown
}

/** Request to send; `body` is null for none. */
export interface EncodedRequest {
  url: string
  header: Record<string, string>
  body: Uint8Array | null
}

const FORM = 'application/x-www-form-urlencoded'

/**
 * Writes `data` as WeChat does: into the address for GET, else as a form or as JSON by the content type; texts and
 * ArrayBuffers go as they are.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export function encodeRequest({ url, method, header, data }: RequestData): EncodedRequest {
  const named = Object.entries(header).find(([name]) => name.toLowerCase() === 'content-type')
  const headers = named === undefined ? { 'content-type': 'application/json', ...header } : header
  if (data === undefined || data === null) return { url, header: headers, body: null }
  if (data instanceof ArrayBuffer) return { url, header: headers, body: new Uint8Array(data) }
  if (method === 'GET') return { url: withQuery(url, data), header: headers, body: null }
  const text = typeof data === 'string' ? data : named?.[1].includes(FORM) ? queryOf(data) : JSON.stringify(data)
  return { url, header: headers, body: new TextEncoder().encode(text) }
}

function withQuery(url: string, data: unknown): string {
  const query = typeof data === 'string' ? data : queryOf(data)
  if (query === '') return url
  const [address = '', fragment] = url.split('#', 2)
  const joined = `${address}${address.includes('?') ? '&' : '?'}${query}`
  return fragment === undefined ? joined : `${joined}#${fragment}`
}

function queryOf(data: unknown): string {
  return Object.entries(data as object)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}`)
    .join('&')
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
