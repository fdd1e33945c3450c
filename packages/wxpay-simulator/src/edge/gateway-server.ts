import type { CertificateAuthority } from '@stack/emulator-kit/certificates'
import { type GuardedServer, listenGuarded } from '@stack/emulator-kit/http'
import type { GatewayRequest } from '../gateway/handle-request.ts'
import type { GatewayResponse } from '../gateway/write-answer.ts'

/** The names under which WeChat Pay's gateway is called. */
const GATEWAY_NAMES = [
  'api.mch.weixin.qq.com',
  'api2.mch.weixin.qq.com',
  'apihk.mch.weixin.qq.com',
  'apius.mch.weixin.qq.com',
]

/**
 * Listens as the gateway: https under its own authority, every client asked for a certificate. No client is turned away
 * in the handshake, because nginx answers a missing or foreign certificate with a page.
 */
export function listenAsGateway(options: {
  port: number
  authority: CertificateAuthority
  handle: (request: GatewayRequest) => GatewayResponse
}): Promise<GuardedServer> {
  const { port, authority, handle } = options
  return listenGuarded({
    port,
    tls: { ...authority.issueServer(['127.0.0.1', 'localhost', ...GATEWAY_NAMES]), clientCaPem: authority.caPem },
    hosts: GATEWAY_NAMES,
    handle: async (request) => handle(request),
  })
}
