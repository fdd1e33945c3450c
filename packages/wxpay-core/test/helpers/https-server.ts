import type { IncomingMessage, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { fixture } from './fixture.ts'

interface HttpsServer {
  url: string
  /** TLS handshakes that were completed. */
  handshakes: number
  /** Bodies that arrived, with the common name of the client certificate, if one was presented and trusted. */
  requests: { body: string; certificateOf: string | undefined }[]
}

/** A TLS server on 127.0.0.1 with the fixture's certificate; it asks for a client certificate without insisting. */
export async function startHttpsServer(
  respond: (response: ServerResponse, request: IncomingMessage, count: number) => void,
): Promise<HttpsServer> {
  const state: HttpsServer = { url: '', handshakes: 0, requests: [] }
  const tls = { key: fixture('server.key'), cert: fixture('server.pem'), ca: fixture('ca.pem') }
  const server = https.createServer(
    { ...tls, requestCert: true, rejectUnauthorized: false },
    async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const socket = request.socket as TLSSocket
      // Node calls a socket without a client certificate authorized too, when its session is resumed.
      const name = socket.authorized ? socket.getPeerCertificate().subject?.CN : undefined
      const certificateOf = name === undefined ? undefined : String(name)
      state.requests.push({ body: Buffer.concat(chunks).toString(), certificateOf })
      respond(response, request, state.requests.length)
    },
  )
  server.on('secureConnection', () => {
    state.handshakes += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  state.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}
