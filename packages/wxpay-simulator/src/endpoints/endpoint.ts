import type { SimulatorState } from '../store/simulator-state.ts'
import type { Field } from '../wire/write-xml.ts'
import type { FieldRule } from './field.ts'

/** The parameters of a request that passed all checks of form and signature; empty ones are left out. */
export type Parameters = ReadonlyMap<string, string>

/** What an endpoint answers: result_code SUCCESS, result_code FAIL, return_code FAIL, or a bill. */
export type Outcome =
  | { fields: Field[] }
  | { errCode: string; errCodeDes: string }
  | { returnMsg: string; errorCode?: string }
  | { bill: string | Buffer }

/** Who is at the other end of the connection, as far as its certificate tells. */
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
  /** How this API words faults of form and signature. */
  faults: 'payment' | 'bill'
  /** Answers a well-formed, correctly signed request; changes the world in the caller's transaction. */
  answer(world: SimulatorState, parameters: Parameters, peer: Peer): Outcome
}

/** Where the common elements stand: see write-answer. */
export type Layout = 'signed-first' | 'signed-last' | 'classic' | 'alphabetical'
