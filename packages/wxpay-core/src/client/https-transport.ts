import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { TlsCertificate } from './certificate.ts'
import { networkError } from './network-error.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'

interface HttpsTransport {
  send: Transport
  /** Ends idle connections. */
  close(): void
}

/** The default transport: node:https, one keep-alive agent with and one without client certificate, TLS verified. */
export function createHttpsTransport({
  ca,
  certificate,
}: {
  ca: string | string[] | undefined
  certificate: TlsCertificate | undefined
}): HttpsTransport {
  const shared = { keepAlive: true, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) } as const
  const agents = {
    plain: new https.Agent(shared),
    certified: new https.Agent({ ...shared, ...certificate }),
  }
  return {
    send: (request) => sendWith(request.withCertificate ? agents.certified : agents.plain, request),
    close() {
      agents.plain.destroy()
      agents.certified.destroy()
    },
  }
}

/** Progress of an attempt, and the clocks that may end it. */
interface Attempt {
  sent: boolean
  stopClocks(): void
  connected(): void
  heard(): void
}

function sendWith(agent: https.Agent, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { url, headers, body } = request
    const length = String(Buffer.byteLength(body))
    const outgoing = https.request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': length } })
    const fail = (error: WxPayError) => {
      attempt.stopClocks()
      reject(error)
      outgoing.destroy()
    }
    const attempt = startClocks(request, fail)
    const lost = (error: Error) => fail(networkError(error, url, attempt.sent))
    outgoing.on('error', lost)
    outgoing.on('socket', (socket) => {
      // A reused connection is open; what is written to it may arrive even if no answer comes.
      if (socket.connecting) (socket as TLSSocket).once('secureConnect', attempt.connected)
      else attempt.connected()
    })
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      let received = 0
      incoming.on('data', (chunk: Buffer) => {
        attempt.heard()
        chunks.push(chunk)
        received += chunk.length
        if (received > request.maxBytes) {
          fail(new WxPayError('ANSWER_TOO_LARGE', `the answer is longer than ${request.maxBytes} bytes`))
        }
      })
      incoming.on('error', lost)
      incoming.on('end', () => {
        attempt.stopClocks()
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) })
      })
    })
    outgoing.end(body)
  })
}

function startClocks(request: TransportRequest, fail: (error: WxPayError) => void): Attempt {
  const { url, connectMs, readMs, totalMs } = request
  const { host } = new URL(url)
  const total = setTimeout(() => {
    const what = `no whole answer from ${host} within ${totalMs} ms`
    fail(new WxPayError('TOTAL_TIMEOUT', what, { outcome: attempt.sent ? 'unknown' : 'known' }))
  }, totalMs)
  let silence = setTimeout(() => {
    fail(new WxPayError('CONNECT_TIMEOUT', `no connection to ${host} within ${connectMs} ms`))
  }, connectMs)
  const attempt: Attempt = {
    sent: false,
    connected() {
      attempt.sent = true
      attempt.heard()
    },
    heard() {
      clearTimeout(silence)
      silence = setTimeout(() => {
        fail(new WxPayError('READ_TIMEOUT', `nothing from ${host} for ${readMs} ms`))
      }, readMs)
    },
    stopClocks() {
      clearTimeout(total)
      clearTimeout(silence)
    },
  }
  return attempt
}
