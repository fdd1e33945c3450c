import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { HttpResponse } from '@stack/standin-kit'
import { jsonAnswer } from './answers.ts'

interface IntegrationResponse {
  statusCode: number
  headers?: unknown
  multiValueHeaders?: unknown
  body?: unknown
  isBase64Encoded?: unknown
}

/** What a function returned, as an answer; or why that cannot be sent, which is the function's fault. */
export type HttpAnswer = { ok: true; response: HttpResponse } | { ok: false; problem: string }

/** Headers that belong to the connection or that the server computes: a function's own are left out, as a gateway does. */
const OF_THE_CONNECTION = new Set([
  ...[
    'connection',
    'content-length',
    'keep-alive',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
  ],
])
const [SMALLEST_STATUS, LARGEST_STATUS] = [200, 599]

/**
 * Turns what a function returned into an HTTP answer: a string or number as text, an integration response (an object
 * with a numeric `statusCode`) as it says, anything else as JSON.
 * @see https://docs.cloudbase.net/service/access-cloud-function
 */
export function toHttpAnswer(result: unknown): HttpAnswer {
  if (typeof result === 'string' || typeof result === 'number') {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    return { ok: true, response: { status: 200, headers, body: String(result) } }
  }
  return isIntegrationResponse(result) ? fromIntegration(result) : { ok: true, response: jsonAnswer(200, result) }
}

function isIntegrationResponse(result: unknown): result is IntegrationResponse {
  return typeof result === 'object' && result !== null && typeof (result as IntegrationResponse).statusCode === 'number'
}

function fromIntegration(result: IntegrationResponse): HttpAnswer {
  const { statusCode, body = '', isBase64Encoded = false } = result
  if (!Number.isInteger(statusCode) || statusCode < SMALLEST_STATUS || statusCode > LARGEST_STATUS) {
    return { ok: false, problem: `statusCode is ${statusCode}; expected ${SMALLEST_STATUS} to ${LARGEST_STATUS}` }
  }
  const headers = readHeaders({ ...objectOf(result.headers), ...objectOf(result.multiValueHeaders) })
  if (typeof headers === 'string') return { ok: false, problem: headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const bytes = isBase64Encoded ? readBase64(text) : text
  if (bytes === undefined) return { ok: false, problem: 'isBase64Encoded is set, and body is not base64' }
  return { ok: true, response: { status: statusCode, headers, body: bytes } }
}

const objectOf = (value: unknown) => (typeof value === 'object' && value !== null ? value : {})

/** The headers that can be sent, or what is wrong with one of them. */
function readHeaders(given: object): Record<string, string | string[]> | string {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(given)) {
    if (OF_THE_CONNECTION.has(name.toLowerCase())) continue
    const values = (Array.isArray(value) ? value : [value]).map(String)
    const problem = values.map((one) => problemOf(name, one)).find((found) => found !== undefined)
    if (problem !== undefined) return problem
    headers[name.toLowerCase()] = Array.isArray(value) ? values : String(value)
  }
  return headers
}

function problemOf(name: string, value: string): string | undefined {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `the header ${JSON.stringify(name)} cannot be sent: ${reason}. Encode it, with encodeURIComponent for example`
  }
  return undefined
}

function readBase64(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text.replace(/\s/g, '')) ? Buffer.from(text, 'base64') : undefined
}
