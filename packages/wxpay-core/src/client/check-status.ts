import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { TransportResponse } from './transport.ts'

/** The gateway's front server answers certificate mistakes itself, with an HTML page. */
const certificatePages = [
  { text: 'No required SSL certificate was sent', code: 'CERT_REQUIRED' },
  { text: 'The SSL certificate error', code: 'CERT_REJECTED' },
] as const

/** The gateway answers with 200 whatever it says. @throws WxPayError CERT_…, HTTP_UNAVAILABLE, HTTP_STATUS */
export function checkStatus({ status, body }: TransportResponse): void {
  if (status === 200) return
  const start = body.subarray(0, 1024).toString()
  const page = status === 400 ? certificatePages.find(({ text }) => start.includes(text)) : undefined
  if (page !== undefined) {
    throw new WxPayError(
      page.code,
      `HTTP 400, ${page.text}. Likely cause: the certificate is missing, expired or another merchant's`,
    )
  }
  const code = status >= 500 ? 'HTTP_UNAVAILABLE' : 'HTTP_STATUS'
  throw new WxPayError(code, `HTTP status ${status}, ${formatValue(start)}: expected 200`)
}
