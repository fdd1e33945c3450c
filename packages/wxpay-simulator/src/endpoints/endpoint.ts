import type { SimulatorState } from '../store/simulator-state.ts'
import type { Field } from '../wire/write-xml.ts'
import type { FieldRule } from './field.ts'

/** The parameters of a request that passed all checks of form and signature; empty ones are left out. */
export type Parameters = ReadonlyMap<string, string>

/** Answer of an endpoint: result_code SUCCESS, result_code FAIL, return_code FAIL, or a bill. */
export type Outcome =
  | { fields: Field[] }
  | { errCode: string; errCodeDes: string }
  | { returnMsg: string; errorCode?: string }
  | { bill: string | Buffer }

/** Client at the other end of the connection, as far as its certificate tells. */
export interface Peer {
  presented: boolean
  authorized: boolean
  commonName: string
}

/** One API of the gateway. */
export interface Endpoint {
  path: string
  /** Nobody gets an answer of the API without the merchant's client certificate. */
  needsCertificate: boolean
  fields: FieldRule[]
  /** The order of elements in the answer. */
  layout: Layout
  /** Wording of malformed requests and signatures of this API. */
  faults: 'payment' | 'bill'
  /** Answers a well-formed, correctly signed request; changes the world in the caller's transaction. */
  answer(world: SimulatorState, parameters: Parameters, peer: Peer): Outcome
}

/** Position of the common elements: see write-answer. */
export type Layout = 'signed-first' | 'signed-last' | 'classic' | 'alphabetical'
