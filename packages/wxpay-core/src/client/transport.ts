/** One request to the gateway, as a transport gets it. */
export interface TransportRequest {
  url: string
  headers: Record<string, string>
  body: string
  /** On a connection that presents the merchant's client certificate. */
  withCertificate: boolean
  /** For name, connection and TLS. */
  connectMs: number
  /** Between two pieces of the answer. */
  readMs: number
  /** For all of it. */
  totalMs: number
  /** A longer answer is given up. */
  maxBytes: number
}

/** Answer of the server, whatever its status. */
export interface TransportResponse {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
}

/**
 * Sends a request over verified TLS; rejects with a WxPayError, or with a system error whose `code` (ECONNRESET, …)
 * tells what happened.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>
