import type { Session } from '../storage/session.ts'

/** The JSON body of one request of the SDK. */
export interface AdminRequest {
  action: string
  [member: string]: unknown
}

interface Surroundings {
  /** Epoch ms for server dates. */
  nowMs: number
  newId: () => string
}

/** One action on documents, within a unit of work: what it answers as `data`. */
export type Operation = (session: Session, request: AdminRequest, surroundings: Surroundings) => Record<string, unknown>
