import type { HttpResponse } from '@stack/standin-kit'
import { jsonAnswer } from './answers.ts'

interface IntegrationResponse {
  statusCode: number
  headers?: Record<string, unknown>
  body?: unknown
  isBase64Encoded?: boolean
}

/**
 * Turns what a function returned into an HTTP answer: a string or number as text, an integration response (an object
 * with a `statusCode`) as it says, anything else as JSON.
 * @see https://docs.cloudbase.net/service/access-cloud-function
 */
export function toHttpAnswer(result: unknown): HttpResponse {
  if (typeof result === 'string' || typeof result === 'number') {
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: String(result) }
  }
  return isIntegrationResponse(result) ? fromIntegration(result) : jsonAnswer(200, result)
}

function isIntegrationResponse(result: unknown): result is IntegrationResponse {
  return typeof result === 'object' && result !== null && Number.isInteger((result as IntegrationResponse).statusCode)
}

function fromIntegration({
  statusCode,
  headers = {},
  body = '',
  isBase64Encoded = false,
}: IntegrationResponse): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: isBase64Encoded ? Buffer.from(text, 'base64') : text,
  }
}
