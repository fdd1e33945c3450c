/** A request that was let in. */
export interface HttpRequest {
  method: string
  /** As sent, not decoded, without the query. */
  path: string
  query: URLSearchParams
  /** Names in lower case; repeated headers joined with a comma. */
  headers: Record<string, string>
  /** The same with every value of a repeated header by itself. */
  multiValueHeaders: Record<string, string[]>
  body: Buffer
  /** On servers that ask for a client certificate. */
  peerCertificate?: { presented: boolean; authorized: boolean; commonName: string }
  remoteAddress: string
}

/** The answer; content-length is added. */
export interface HttpResponse {
  status: number
  /** A list is sent as several headers of that name, as cookies have to be. */
  headers?: Record<string, string | string[]>
  body?: string | Buffer
}

/** Answers one request; a rejection becomes a 500 whose reason stands on stderr only. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>
