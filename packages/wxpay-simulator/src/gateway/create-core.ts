import type { Database } from '@stack/emulator-kit/database'
import { type CashierAnswer, openCashier } from '../cashier/open-cashier.ts'
import type { CashierAction, PaymentRequest } from '../cashier/request-payment.ts'
import { openLedger } from '../ledger/ledger.ts'
import { createDeliverer, type Post } from '../notify/deliver.ts'
import { completeDueRefunds } from '../refunds/complete-due-refunds.ts'
import { endRefund, type RefundEnd } from '../refunds/end-refund.ts'
import { type PlatformRefund, refundAtPlatform } from '../refunds/refund-at-platform.ts'
import { cutBody } from '../shared/cut-text.ts'
import type { RandomBytes } from '../shared/identifiers.ts'
import { DEFAULT_SETTINGS, mergeSettings, type SimulatorSettings } from '../shared/settings.ts'
import { createEventLog, type Emit } from '../store/events.ts'
import { type Merchant, openMerchant } from '../store/merchant.ts'
import { openOrderStore } from '../store/orders.ts'
import { openOutbox } from '../store/outbox.ts'
import { openRefundStore } from '../store/refunds.ts'
import type { SimulatorState } from '../store/simulator-state.ts'
import { type GatewayRequest, handleRequest } from './handle-request.ts'
import { MAX_BODY_BYTES } from './read-request.ts'
import type { GatewayResponse } from './write-answer.ts'

/** Parts of a core; it opens no socket and reads no clock of its own. */
export interface CoreOptions {
  db: Database
  now: () => number
  random: RandomBytes
  post: Post
  settings?: Partial<SimulatorSettings>
  /** The identity of a new database; made up at random when absent. */
  merchant?: Merchant
  onEvent?: Emit
}

/** The gateway without its sockets. */
export type Core = ReturnType<typeof createCore>

/** Actions of control on refunds beside the API. */
function refundControls(world: SimulatorState, atomically: <Result>(work: () => Result) => Result) {
  const upToDate = <Result>(work: () => Result) =>
    atomically(() => {
      completeDueRefunds(world)
      return work()
    })
  return {
    /** Ends a refund now, or lets it go on. @throws InputError when it cannot end so */
    endRefund: (outRefundNo: string, end: RefundEnd) => upToDate(() => endRefund(world, outRefundNo, end)),
    /** Refunds as a merchant does at WeChat's platform. @throws InputError when it cannot be */
    refundAtPlatform: (wanted: PlatformRefund) => upToDate(() => refundAtPlatform(world, wanted)),
  }
}

/**
 * Makes the gateway over a database. Everything but deliveries is synchronous, and with fixed `now` and `random` it is
 * deterministic.
 * @throws Error when a setting is unknown or of the wrong kind
 */
export function createCore(options: CoreOptions) {
  const { db, now, random } = options
  const log = createEventLog(options.onEvent)
  const world: SimulatorState = {
    merchant: openMerchant(db, random, options.merchant),
    settings: mergeSettings(DEFAULT_SETTINGS, options.settings ?? {}),
    now,
    random,
    orders: openOrderStore(db),
    refunds: openRefundStore(db),
    ledger: openLedger(db),
    outbox: openOutbox(db),
    plannedOutcomes: [],
  }
  const atomically = db.transaction((work: () => unknown) => work()) as <Result>(work: () => Result) => Result
  const deliverer = createDeliverer({
    ...options,
    outbox: world.outbox,
    settings: () => world.settings,
    emit: log.emit,
    atomically,
  })

  return {
    world,
    atomically,
    deliverer,
    events: log.since,
    /** Answers one request of the merchant. */
    handle(request: GatewayRequest): GatewayResponse {
      const { response, signedText } = atomically(() => {
        completeDueRefunds(world)
        return handleRequest(world, request)
      })
      const { path, body, peerCertificate: peer } = request
      log.emit({
        kind: 'gateway',
        at: now(),
        path,
        clientCertificate: peer?.presented && peer.authorized ? peer.commonName : null,
        requestBody: cutBody(body, MAX_BODY_BYTES),
        ...(signedText !== undefined && { textToSign: signedText }),
        status: response.status,
        responseBody: typeof response.body === 'string' ? response.body : `(${response.body.length} bytes)`,
      })
      return response
    },
    /** Does at the cashier what the buyer does. */
    cashier(request: Partial<Record<keyof PaymentRequest, unknown>>, action: CashierAction): CashierAnswer {
      const answer = atomically(() => openCashier(world, request, action))
      const { errMsg, outTradeNo = null } = answer
      log.emit({ kind: 'cashier', at: now(), action, openid: String(request.openid), outTradeNo, errMsg })
      return answer
    },
    ...refundControls(world, atomically),
    changeSettings(changes: object): void {
      world.settings = mergeSettings(world.settings, changes)
    },
    /** Epoch ms of the next refund to end or notification to send. */
    nextDueAt(): number | undefined {
      const times = [world.refunds.nextSettleAt(), deliverer.nextDueAt()].filter((at) => at !== undefined)
      return times.length === 0 ? undefined : Math.min(...times)
    },
    /** Ends the refunds and sends the notifications that are due at `until` (epoch ms), and waits for the answers. */
    async runDue(until: number): Promise<void> {
      if ((world.refunds.nextSettleAt() ?? Infinity) <= now()) atomically(() => completeDueRefunds(world))
      await deliverer.runDue(until)
    },
  }
}
