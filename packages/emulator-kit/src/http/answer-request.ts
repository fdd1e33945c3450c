import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import { checkCaller, type Limits, refuse } from './check-caller.ts'
import type { HttpHandler, HttpRequest, HttpResponse } from './http-message.ts'
import { BodyTooLargeError, readBody } from './read-body.ts'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  handle: HttpHandler
  limits: Limits
}

const PREFLIGHT_MAX_AGE_SECONDS = 600
const LINGER_MS = 500

/** Takes one request through the guard to the handler and sends the answer. Never rejects. */
export async function answerRequest(exchange: Exchange): Promise<void> {
  const { request, response } = exchange
  try {
    send(response, await decide(exchange))
  } catch (error) {
    if (error instanceof BodyTooLargeError) return refuseBody(exchange)
    if (request.destroyed && !request.complete) return // the caller left in the middle of its own request
    const reason = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`[emulator-kit] ${request.method} ${pathOf(request)} failed: ${reason}\n`)
    if (!response.headersSent)
      send(response, refuse(500, 'internal error; its reason stands in the output of this server'))
  }
}

async function decide({ request, handle, limits }: Exchange): Promise<HttpResponse> {
  const { host, origin } = request.headers
  const refusal = checkCaller({ encrypted: request.socket instanceof TLSSocket, host, origin }, limits)
  if (refusal !== undefined) return refusal
  if (!request.url?.startsWith('/')) return refuse(400, `the request target "${request.url}" is not a path`)
  if (origin === undefined) return handle(await toHttpRequest(request, limits))
  // Only an allowed origin comes this far.
  const crossOrigin = { 'access-control-allow-origin': origin, vary: 'Origin' }
  if (request.method === 'OPTIONS') return { status: 204, headers: { ...crossOrigin, ...preflightHeaders(request) } }
  const answer = await handle(await toHttpRequest(request, limits))
  return { ...answer, headers: { ...answer.headers, ...crossOrigin } }
}

function preflightHeaders(request: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'content-type',
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_SECONDS),
  }
}

async function toHttpRequest(request: IncomingMessage, limits: Limits): Promise<HttpRequest> {
  const { method = 'GET', url = '/', socket } = request
  const path = pathOf(request)
  return {
    method,
    path,
    query: new URLSearchParams(url.slice(path.length)),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    multiValueHeaders: Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values]) => [name, values ?? []]),
    ),
    body: await readBody(request, limits.maxBodyBytes),
    remoteAddress: socket.remoteAddress ?? '',
    ...(socket instanceof TLSSocket && { peerCertificate: peerCertificateOf(socket) }),
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? url
}

function peerCertificateOf(socket: TLSSocket): NonNullable<HttpRequest['peerCertificate']> {
  const { subject } = socket.getPeerCertificate()
  // Node answers with an empty object when the client showed none.
  return { presented: subject !== undefined, authorized: socket.authorized, commonName: String(subject?.CN ?? '') }
}

function send(response: ServerResponse, { status, headers, body = '' }: HttpResponse): void {
  // These two have no body, whatever is given.
  const isBodiless = status === 204 || status === 304
  const length = isBodiless ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  response.writeHead(status, { ...headers, ...length })
  response.end(isBodiless ? undefined : body)
}

/** Answers 413 and closes, but reads on for a moment: a socket closed on unread data resets before the answer is read. */
async function refuseBody({ request, response, limits }: Exchange): Promise<void> {
  const { status, headers, body = '' } = refuse(413, `the body is larger than ${limits.maxBodyBytes} bytes`)
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
  response.write(body)
  request.resume()
  const timer = setTimeout(() => response.end(), LINGER_MS)
  await once(request, 'end').catch(() => undefined) // a reset connection needs no further answer
  clearTimeout(timer)
  response.end()
}
