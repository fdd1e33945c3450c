import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { HttpResponse } from '@stack/emulator-kit/http'
import { jsonAnswer } from './answers.ts'

/** An object with a `statusCode`: what a function returns to set status and headers. Nothing of it is checked yet. */
interface IntegrationResponse {
  statusCode: unknown
  headers?: unknown
  multiValueHeaders?: unknown
  body?: unknown
  isBase64Encoded?: unknown
}

/** Converts what a function returned to an answer, or to the reason why it cannot be sent, which is the function's fault. */
export type HttpAnswer = { ok: true; response: HttpResponse } | { ok: false; problem: string }

type Headers = Map<string, string[]>

/** Headers that belong to the connection or that the server computes: a function's own are left out, as a gateway does. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const [SMALLEST_STATUS, LARGEST_STATUS] = [200, 599]

/** An answer that cannot be sent: which part, and what was expected. */
class UnsendableError extends Error {}

/**
 * Turns what a function returned into an HTTP answer: a string or number as text, an integration response as it says,
 * anything else as JSON.
 * @see https://cloud.tencent.com/document/product/876/41776
 */
export function toHttpAnswer(result: unknown): HttpAnswer {
  if (typeof result === 'string' || typeof result === 'number') {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    return { ok: true, response: { status: 200, headers, body: String(result) } }
  }
  if (!isIntegrationResponse(result)) return { ok: true, response: jsonAnswer(200, result) }
  try {
    return { ok: true, response: fromIntegration(result) }
  } catch (error) {
    if (error instanceof UnsendableError) return { ok: false, problem: error.message }
    throw error
  }
}

function isIntegrationResponse(result: unknown): result is IntegrationResponse {
  return typeof result === 'object' && result !== null && Object.hasOwn(result, 'statusCode')
}

function fromIntegration({ statusCode, headers, multiValueHeaders, body, isBase64Encoded }: IntegrationResponse) {
  const collected: Headers = new Map()
  collectHeaders(headers, 'headers', collected)
  collectHeaders(multiValueHeaders, 'multiValueHeaders', collected)
  return {
    status: readStatus(statusCode),
    headers: Object.fromEntries(collected),
    body: readBody(body, isBase64Encoded),
  }
}

/** 1xx would announce another answer and keep the caller waiting. */
function readStatus(statusCode: unknown): number {
  if (typeof statusCode === 'number' && Number.isInteger(statusCode)) {
    if (statusCode >= SMALLEST_STATUS && statusCode <= LARGEST_STATUS) return statusCode
  }
  throw unsendable('statusCode', statusCode, `a whole number from ${SMALLEST_STATUS} to ${LARGEST_STATUS}`)
}

/** Adds headers under their names in lower case; of one name, every different value stays. */
function collectHeaders(given: unknown, member: string, collected: Headers): void {
  if (given === undefined || given === null) return
  if (typeof given !== 'object' || Array.isArray(given)) throw unsendable(member, given, 'an object of header names')
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase()
    if (OF_THE_CONNECTION.has(key)) continue
    const values = (Array.isArray(value) ? value : [value]).map((one) => readHeader(name, one))
    if (values.length > 0) collected.set(key, [...new Set([...(collected.get(key) ?? []), ...values])])
  }
}

function readHeader(name: string, value: unknown): string {
  if (!isHeaderName(name)) throw unsendable('header name', name, 'letters, digits and hyphens')
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw unsendable(`value of the header "${name}"`, value, 'a text, or a list of texts')
  }
  const text = String(value)
  if (isSendable(() => validateHeaderValue(name, text))) return text
  const cure = 'characters of Latin-1 without line breaks. Encode it, with encodeURIComponent for example'
  throw unsendable(`value of the header "${name}"`, text, cure)
}

function isHeaderName(name: string): boolean {
  return isSendable(() => validateHeaderName(name))
}

function isSendable(validate: () => void): boolean {
  try {
    validate()
    return true
  } catch {
    return false // Node says only that there is a wrong character
  }
}

function readBody(body: unknown, isBase64Encoded: unknown = false): string | Buffer {
  if (typeof isBase64Encoded !== 'boolean' && isBase64Encoded !== null) {
    throw unsendable('isBase64Encoded', isBase64Encoded, 'true or false')
  }
  if (typeof body === 'number' || typeof body === 'boolean') {
    throw unsendable('body', body, 'a string or an object. Use String(body)')
  }
  const text = typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body)
  return isBase64Encoded ? readBase64(text) : text
}

function readBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  const digits = text.replace(/[\r\n]/g, '')
  // Buffer.from takes anything; what it passed over is missing when it writes the same again.
  if (/[^A-Za-z0-9+/=]/.test(digits) || bytes.toString('base64').length !== digits.length) {
    throw unsendable('body', text, "base64, as isBase64Encoded says. Use buffer.toString('base64')")
  }
  return bytes
}

function unsendable(thing: string, value: unknown, expected: string): UnsendableError {
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return new UnsendableError(`invalid ${thing} ${JSON.stringify(written.slice(0, 60))}; expected ${expected}`)
}
