/** A request as the HTTP access service hands it to a function. */
export interface HttpEvent {
  body?: unknown
  isBase64Encoded?: unknown
}

/** The answer that the HTTP access service turns into an HTTP response. */
export interface HttpAnswer {
  isBase64Encoded: false
  statusCode: number
  headers: Record<string, string>
  body: string
}

// A notification of WeChat Pay is under 4 KB; the XML guard refuses anything over 64 KB anyway.
const maxBodyChars = 128 * 1024

/** The body's text, decoded where the service encoded it; null when there is none or it is far too long. */
export function readHttpBody(event: HttpEvent): string | null {
  const { body, isBase64Encoded } = event
  if (typeof body !== 'string' || body === '' || body.length > maxBodyChars) return null
  return isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body
}

/** Always 200: WeChat Pay reads the XML, not the status. */
export function answerXml(body: string): HttpAnswer {
  return { isBase64Encoded: false, statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body }
}
