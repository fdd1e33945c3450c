import { buildRequest } from '../endpoints/build-request.ts'
import { withContext } from '../errors/with-context.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { WireFields } from '../fields/fields.ts'
import { isInSeconds } from '../fields/formats.ts'
import type { Merchant } from '../fields/merchant.ts'
import { checkStatus } from './check-status.ts'
import { networkError } from './network-error.ts'
import { type CallLimits, repeatCall, type Try } from './repeat-call.ts'
import type { Transport } from './transport.ts'

/** Options of one call. */
export interface CallOptions {
  /** Epoch ms by which the call must have ended; shortens the client's total time. */
  deadline?: number
}

/** A gateway as one client reaches it. */
export interface Gateway {
  merchant: Merchant
  hasCertificate: boolean
  baseUrl: string
  backupBaseUrl: string
  limits: CallLimits & { connectMs: number; readMs: number }
  transport: Transport
  nonce: () => string
}

/** A call as it goes over the wire, its parameters already checked. */
interface Call<R> {
  path: string
  withCertificate: boolean
  writes: boolean
  sent: WireFields
  maxBytes: number
  read(body: Buffer): R | Promise<R>
}

/** Signs, sends and reads a call, as often as `repeatCall` finds right; always with the same business parameters. */
export async function callGateway<R>(
  gateway: Gateway,
  call: Call<R>,
  { deadline }: CallOptions | undefined = {},
): Promise<R> {
  if (call.withCertificate && !gateway.hasCertificate) {
    throw new WxPayError('NO_CERTIFICATE', `${call.path} needs the client certificate: set the option certificate`)
  }
  if (isInSeconds(deadline)) {
    throw new WxPayError('BAD_PARAM', `deadline is ${deadline}: expected epoch ms. Likely cause: it is in seconds`)
  }
  const { limits } = gateway
  return repeatCall((one) => tryOnce(gateway, call, one), { ...limits, deadline, writes: call.writes })
}

async function tryOnce<R>(gateway: Gateway, call: Call<R>, { useBackup, totalMs }: Try): Promise<R> {
  const { merchant, limits } = gateway
  const url = (useBackup ? gateway.backupBaseUrl : gateway.baseUrl) + call.path
  const request = {
    url,
    headers: { 'content-type': 'text/xml; charset=utf-8', 'user-agent': 'wxpay-core' },
    body: buildRequest(call.sent, merchant, gateway.nonce()),
    withCertificate: call.withCertificate,
    connectMs: Math.min(limits.connectMs, totalMs),
    readMs: Math.min(limits.readMs, totalMs),
    totalMs,
    maxBytes: call.maxBytes,
  }
  const response = await gateway.transport(request).catch((error) => {
    throw error instanceof WxPayError ? error : networkError(error, url)
  })
  try {
    checkStatus(response)
    return await call.read(response.body)
  } catch (error) {
    if (!(error instanceof WxPayError)) throw error
    throw withContext(error, { raw: response.body.subarray(0, 16_384).toString().replaceAll(merchant.apiKey, '***') })
  }
}
