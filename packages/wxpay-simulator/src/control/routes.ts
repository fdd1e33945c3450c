import type { Clock } from '@stack/emulator-kit/clock'
import type { CashierAction } from '../cashier/request-payment.ts'
import type { NotificationClient } from '../edge/notification-client.ts'
import type { Core } from '../gateway/create-core.ts'
import { nextStatuses } from '../refunds/end-refund.ts'
import { InputError } from '../shared/input-error.ts'
import { tradeStateOf } from '../store/orders.ts'
import { adjustBalance } from './adjust-balance.ts'
import { integerIn, textIn } from './read-input.ts'
import { endIn, planIn } from './refund-input.ts'

/** Parts that the control API works on. */
export interface ControlParts {
  core: Core
  clock: Clock
  client: NotificationClient
  /** Addresses and merchant, as the command prints them. */
  about: object
  /** To be called after something that may have made work due. */
  wake: () => void
}

/** One route: takes the JSON body (or the query of a GET) and answers JSON. */
type Route = (parts: ControlParts, input: Record<string, unknown>) => unknown

/** The last time that four digits of a year can say. */
const LATEST = Date.UTC(9999, 0)
const EVERY_NUMBER = { min: 0, max: Number.MAX_SAFE_INTEGER }
const MOST_FEN = 10_000_000_000
const AMOUNT = { min: 1, max: 100_000_000 }
const MOST_DELIVERIES = 20
const MOST_PLANNED = 1000

/** All routes, by method and path under the token. */
export const ROUTES: Record<string, Route> = {
  'GET /merchant': ({ about }) => about,
  'GET /orders': ({ core: { world } }) =>
    world.orders.all().map((order) => ({ ...order, tradeState: tradeStateOf(order, world.now()) })),
  'GET /refunds': ({ core: { world } }) =>
    world.refunds.all().map((refund) => ({ ...refund, nextStatuses: nextStatuses(refund, world.settings) })),
  'GET /ledger': ({ core: { world } }) => ({ balances: world.ledger.balances(), entries: world.ledger.entries() }),
  'GET /notifications': ({ core }) => core.world.outbox.all(),
  'GET /deliveries': ({ core }) => core.world.outbox.deliveries(),
  'GET /events': ({ core }, input) =>
    core.events(integerIn({ since: Number(input.since ?? 0) }, 'since', EVERY_NUMBER)),

  'GET /clock': ({ clock }) => describeClock(clock),
  'POST /clock': async ({ clock }, input) => {
    if ('advanceMs' in input)
      await clock.advance(integerIn(input, 'advanceMs', { min: 0, max: Math.max(0, LATEST - clock.now()) }))
    else await clock.moveTo(integerIn(input, 'moveTo', { min: clock.now(), max: LATEST }))
    return describeClock(clock)
  },

  'POST /cashier': ({ core, wake }, input) => {
    const answer = core.cashier(input, textIn(input, 'action') as CashierAction)
    wake()
    return answer
  },
  'POST /redeliver': async ({ core }, input) => {
    const notificationId = integerIn(input, 'notificationId', EVERY_NUMBER)
    await core.deliverer.redeliver(notificationId, integerIn(input, 'times', { min: 1, max: MOST_DELIVERIES }, 1))
    return core.world.outbox.find(notificationId)
  },
  'POST /refund-outcome': ({ core }, input) => {
    const { plannedOutcomes } = core.world
    const planned = planIn(input)
    if (plannedOutcomes.length >= MOST_PLANNED) throw new InputError(`${MOST_PLANNED} outcomes are planned, no more`)
    plannedOutcomes.push(planned)
    return { planned: plannedOutcomes }
  },
  'POST /refund-end': ({ core, wake }, input) => {
    const refund = core.endRefund(textIn(input, 'outRefundNo'), endIn(input))
    wake()
    return refund
  },
  'POST /platform-refund': ({ core, wake }, input) => {
    const refund = core.refundAtPlatform({
      outTradeNo: textIn(input, 'outTradeNo'),
      refundFen: integerIn(input, 'amountFen', AMOUNT),
      ...('outRefundNo' in input && { outRefundNo: textIn(input, 'outRefundNo') }),
    })
    wake()
    return refund
  },
  'POST /balance': ({ core }, input) => ({
    balanceFen: adjustBalance(core, integerIn(input, 'amountFen', { min: -MOST_FEN, max: MOST_FEN })),
  }),
  'POST /openids': ({ core }, input) => {
    core.world.orders.registerOpenid(textIn(input, 'openid'), textIn(input, 'appId'))
    return {}
  },

  'GET /settings': ({ core }) => core.world.settings,
  'POST /settings': ({ core }, input) => {
    core.changeSettings(input)
    return core.world.settings
  },
  'POST /resolve': ({ client }, input) => {
    client.resolve(textIn(input, 'host'), textIn(input, 'target'))
    return {}
  },
  'POST /notify-ca': ({ client }, input) => {
    client.trust(textIn(input, 'file'))
    return {}
  },
}

function describeClock(clock: Clock) {
  return { now: clock.now(), iso: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs() }
}
