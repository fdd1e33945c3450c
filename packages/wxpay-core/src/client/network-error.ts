import type { WxPayErrorCode } from '../errors/error-codes.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'

interface Kind {
  pattern: RegExp
  code: WxPayErrorCode
  /** It can only happen before anything of the request has left. */
  early: boolean
}

const kinds: Kind[] = [
  { pattern: /^(?:ENOTFOUND|EAI_\w+)$/, code: 'DNS_FAILED', early: true },
  { pattern: /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, code: 'CONNECT_FAILED', early: true },
  { pattern: /^(?:CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|ERR_TLS_\w+)$/, code: 'TLS_FAILED', early: true },
  // The server's refusal of a client certificate comes after the request has left (TLS 1.3).
  { pattern: /^(?:EPROTO|ERR_SSL_\w+)$/, code: 'TLS_FAILED', early: false },
]

const likelyCause: Partial<Record<WxPayErrorCode, string>> = {
  DNS_FAILED: '. Likely cause: no network, or a wrong baseUrl',
  CONNECT_FAILED: '. Likely cause: nothing listens there, or a firewall',
  TLS_FAILED: '. Likely cause: the server is not the gateway, or its authority is not among `ca`',
}

/**
 * A failed connection as a WxPayError.
 *
 * @param sent whether the request can have left; without it only the kind of the error tells
 */
export function networkError(cause: unknown, url: string, sent?: boolean): WxPayError {
  const { code: systemCode = 'no code', message = String(cause) } = cause as { code?: string; message?: string }
  const kind = kinds.find(({ pattern }) => pattern.test(systemCode))
  const isKnown = sent === undefined ? kind?.early === true : !sent
  const code = kind?.code ?? (isKnown ? 'CONNECT_FAILED' : 'CONNECTION_LOST')
  const what = `no answer from ${new URL(url).host}: ${systemCode}, ${message}${likelyCause[code] ?? ''}`
  return new WxPayError(code, what, { cause, outcome: isKnown ? 'known' : 'unknown' })
}
