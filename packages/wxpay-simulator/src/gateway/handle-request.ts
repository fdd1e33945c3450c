import { closeorder } from '../endpoints/closeorder.ts'
import { downloadbill } from '../endpoints/downloadbill.ts'
import type { Endpoint, Outcome, Peer } from '../endpoints/endpoint.ts'
import { orderquery } from '../endpoints/orderquery.ts'
import { refund } from '../endpoints/refund.ts'
import { refundquery } from '../endpoints/refundquery.ts'
import { report } from '../endpoints/report.ts'
import { unifiedorder } from '../endpoints/unifiedorder.ts'
import { makeServerNonce } from '../shared/identifiers.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import { readRequest } from './read-request.ts'
import { toFailAnswer } from './request-error.ts'
import { answer, type GatewayResponse, nginxPage, writeAnswer } from './write-answer.ts'

/** A request as it came over the connection. */
export interface GatewayRequest {
  method: string
  /** Without query. */
  path: string
  body: Buffer
  /** Absent on a connection that was not asked for a certificate, which counts as presenting none. */
  peerCertificate?: Peer
}

/** An answer, and what the signature was checked against where it came to that. */
export interface HandledRequest {
  response: GatewayResponse
  signedText?: string
}

const ENDPOINTS = new Map<string, Endpoint>(
  [unifiedorder, orderquery, closeorder, refund, refundquery, downloadbill, report].map((endpoint) => [
    endpoint.path,
    endpoint,
  ]),
)
const NOBODY: Peer = { presented: false, authorized: false, commonName: '' }

/** Answers one request of the merchant, in the caller's transaction. */
export function handleRequest(world: SimulatorState, request: GatewayRequest): HandledRequest {
  const endpoint = ENDPOINTS.get(request.path)
  if (endpoint === undefined) return { response: nginxPage(404) }
  const peer = request.peerCertificate ?? NOBODY
  const refused = endpoint.needsCertificate ? refuseCertificate(peer) : undefined
  if (refused !== undefined) return { response: refused }

  const read = readRequest(request, endpoint, world)
  const signedText = read.signedText === undefined ? {} : { signedText: read.signedText }
  const outcome: Outcome =
    'fault' in read ? toFailAnswer(read.fault, endpoint.faults) : endpoint.answer(world, read.parameters, peer)
  const signType = 'fault' in read ? 'MD5' : read.signType
  const signer = { merchant: world.merchant, signType, nonce: makeServerNonce(world.random) }
  return { response: answer(writeAnswer(outcome, endpoint.layout, signer)), ...signedText }
}

/** Answer of nginx before the API is reached. */
function refuseCertificate(peer: Peer): GatewayResponse | undefined {
  if (!peer.presented) return nginxPage(400, 'No required SSL certificate was sent')
  return peer.authorized ? undefined : nginxPage(400, 'The SSL certificate error')
}
