import type { HttpRequest } from '@stack/emulator-kit/http'

/** Event of a function that is called over HTTP. */
export interface HttpEvent {
  path: string
  httpMethod: string
  headers: Record<string, string>
  /** Every value of a repeated header by itself. */
  multiValueHeaders: Record<string, string[]>
  queryStringParameters: Record<string, string>
  requestContext: { requestId: string; envId: string; appId: number; uin: number }
  body: string
  isBase64Encoded: boolean
}

// The account's numbers in Tencent Cloud, which no machine of one's own has.
const ACCOUNT = { appId: 1_250_000_000, uin: 100_000_000_001 }

const TEXT_TYPE = /^(?:text\/|application\/(?:(?:[\w.+-]+\+)?(?:json|xml)|x-www-form-urlencoded)\b)/i

/** Says whether a body of this type travels as text; any other is sent in base64. */
export function isTextType(contentType: string | undefined): boolean {
  return contentType === undefined || contentType === '' || TEXT_TYPE.test(contentType)
}

/**
 * Puts a request into the form in which a function gets it.
 * @see https://docs.cloudbase.net/service/access-cloud-function
 */
export function toHttpEvent(request: HttpRequest, ids: { requestId: string; envId: string }): HttpEvent {
  const isText = isTextType(request.headers['content-type'])
  return {
    path: request.path,
    httpMethod: request.method,
    headers: request.headers,
    multiValueHeaders: request.multiValueHeaders,
    queryStringParameters: Object.fromEntries(request.query),
    requestContext: { ...ids, ...ACCOUNT },
    body: request.body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  }
}
