import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { answerRequest } from './answer-request.ts'
import type { HttpHandler } from './http-message.ts'

/** Address to listen on, and permitted callers. */
export interface GuardedOptions {
  /** 0 takes a free one. */
  port: number
  handle: HttpHandler
  /** Makes it https; with `clientCaPem` it asks for a client certificate of that authority without insisting on one. */
  tls?: { certPem: string; keyPem: string; clientCaPem?: string }
  /** Names allowed in the Host header besides 127.0.0.1 and localhost. */
  hosts?: string[]
  /** Origins whose pages may call; default none. A request without an Origin header is not a page's and is fine. */
  origins?: () => string[]
  /** Bytes; default 1 MiB. */
  maxBodyBytes?: number
}

/** A server that listens. */
export interface GuardedServer {
  port: number
  /** `https://127.0.0.1:PORT` or `http://…`, without a slash at the end. */
  url: string
  /** Stops listening and ends every open connection. */
  close(): Promise<void>
}

const KEEP_ALIVE_MS = 8000
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
const BODY_LIMIT_BYTES = 1024 * 1024

/**
 * Listens on 127.0.0.1 only and refuses requests for a foreign Host (403, against DNS rebinding), from a foreign Origin
 * (403) and with too large a body (413).
 * @throws Error when the port cannot be had
 */
export async function listenGuarded(options: GuardedOptions): Promise<GuardedServer> {
  const { port, tls, handle, hosts = [], origins = () => [], maxBodyBytes = BODY_LIMIT_BYTES } = options
  const server = makeServer(tls)
  const sockets = trackSockets(server)
  await listen(server, port)
  const bound = (server.address() as AddressInfo).port
  const limits = { port: bound, hosts: ['127.0.0.1', 'localhost', ...hosts], origins, maxBodyBytes }
  server.on('request', (request, response) => void answerRequest({ request, response, handle, limits }))
  return {
    port: bound,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function makeServer(tls: GuardedOptions['tls']): Server {
  const timeouts = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
  }
  const server = tls
    ? createHttpsServer({
        ...timeouts,
        key: tls.keyPem,
        cert: tls.certPem,
        minVersion: 'TLSv1.2',
        handshakeTimeout: HEADERS_TIMEOUT_MS,
        // A server that stands for the gateway has to answer a missing certificate itself, as nginx does with an HTML
        // page; so the handshake lets everybody in, and `handle` judges by `peerCertificate`.
        ...(tls.clientCaPem !== undefined && { ca: tls.clientCaPem, requestCert: true, rejectUnauthorized: false }),
      })
    : createHttpServer(timeouts)
  server.on('clientError', answerUnreadable)
  return server
}

const UNREADABLE: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

function answerUnreadable(
  error: NodeJS.ErrnoException,
  socket: { writable: boolean; destroy(): void; end(text: string): void },
): void {
  const code = error.code ?? ''
  const isHttp = code.startsWith('HPE_') || code in UNREADABLE
  if (!isHttp || !socket.writable) {
    socket.destroy() // a broken handshake or connection: nobody to answer
    return
  }
  socket.end(`HTTP/1.1 ${UNREADABLE[code] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Every raw connection, those still in the TLS handshake included: `closeAllConnections` misses these. */
function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const cure =
        error.code === 'EADDRINUSE' ? ' Stop the program that has it, or choose another port (0: any free one).' : ''
      reject(new Error(`[emulator-kit] cannot listen on 127.0.0.1:${port}: ${error.message}.${cure}`, { cause: error }))
    })
    server.listen(port, '127.0.0.1', () => resolve())
  })
}
