import type { DocumentDatabase } from 'cloudbase-emulator'
import type { Core } from 'wxpay-simulator'
import type { Faults } from '../faults/faults.ts'
import type { Random } from '../kernel/random.ts'
import type { Timeline } from '../kernel/timeline.ts'
import type { Safeguard } from './safeguards.ts'
import type { StoredOrder } from './stored-order.ts'

/** Everything of one run. */
export interface World {
  timeline: Timeline
  /** Latency of each step: it decides their order. */
  pace: Random
  faults: Faults
  database: DocumentDatabase
  core: Core
  /** Tells of something that happened. */
  tell(line: string): void
  /** The log of the functions. */
  log(level: string, message: string, fields: Record<string, unknown>): void
  /** Counts something besides faults: `<step> × <what happened>`. */
  count(cell: string): void
  /** Maximum skew of the functions' clocks in this run, each by itself. */
  mostSkewMs: number
  /** Draws the clock skew of the next instance. */
  skewMs(): number
  /** The safeguard that this run does without. */
  without: Safeguard | undefined
  /** True if the bills of the days with money are compared before the run ends. */
  reconciles: boolean
  /** Merchants that are none just now. */
  dismissed: Set<string>
  /** Number of deliveries of refund notifications. */
  refundsNotified: number
  /** Current misbehaviour of the gateway. */
  wrongs: { losesNotifications: boolean; closesInWordsOnly: boolean; reopensRefunds: boolean }
  /** Orders of which a buyer was given what the cashier asks for: nobody can pay any other. */
  payable: Set<string>
  /** Orders that the gateway called closed without closing them. */
  closedInWordsOnly: Set<string>
  nextInvocation(): number
  /** Pays at the cashier, or opens it and goes away. */
  cashier(request: Record<string, string>, pays: boolean): { errMsg: string }
  /** Lets the gateway do what is due; called whenever there may be more. */
  pump(): void
  /** Something of the run is still to come at that time (epoch ms). */
  expectUntil(at: number): void
  /** Notes that an invariant is broken. */
  blame(invariant: string, detail: string): void
  /** Called after requests that the gateway has answered; bodies as they went over the wire. */
  onGateway(request: string, answer: string): void
  /** Called after requests that the database has carried out. */
  onWritten(request: DatabaseRequest, reply: DatabaseReply): Promise<void>
  /** The order as it was last written. */
  lastWritten(outTradeNo: string): StoredOrder | undefined
}

export type DatabaseRequest = Parameters<DocumentDatabase['handle']>[0]
export type DatabaseReply = Awaited<ReturnType<DocumentDatabase['handle']>>

/** One run of one function. A killed one never goes on; what it had sent arrives all the same. */
export interface Invocation {
  name: string
  isAlive: boolean
  /** Others are faster in each of its transactions. */
  losesEveryRace: boolean
  /** Ends it where it stands. */
  kill(): void
}

/** Mostly quick, sometimes slow enough to be overtaken by anything. In ms. */
export function drawLatency(pace: Random): number {
  const kind = pace.next()
  if (kind < 0.75) return 1 + pace.below(30)
  return kind < 0.97 ? 30 + pace.below(400) : 400 + pace.below(2_500)
}

/** So slow that the caller may have given up; `mostMs` is what the network can keep something on its way. */
export function drawSlowness(pace: Random, mostMs: number): number {
  return 2_500 + pace.below(mostMs - 2_500)
}
