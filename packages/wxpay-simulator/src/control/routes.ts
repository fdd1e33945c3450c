import type { Clock } from '@stack/standin-kit'
import type { CashierAction } from '../cashier/request-payment.ts'
import type { Core } from '../core/create-core.ts'
import type { NotificationClient } from '../edge/notification-client.ts'
import { tradeStateOf } from '../store/orders.ts'
import { adjustBalance } from './adjust-balance.ts'
import { integerIn, oneIn, textIn } from './read-input.ts'

/** What the control API works on. */
export interface ControlParts {
  core: Core
  clock: Clock
  client: NotificationClient
  /** Addresses and merchant, as the command prints them. */
  about: object
  /** To be called after something that may have made work due. */
  kick: () => void
}

/** One route: takes the JSON body (or the query of a GET) and answers JSON. */
type Route = (parts: ControlParts, input: Record<string, unknown>) => unknown

const OUTCOMES = ['SUCCESS', 'CHANGE', 'REFUNDCLOSE'] as const

/** All routes, by method and path under the token. */
export const ROUTES: Record<string, Route> = {
  'GET /merchant': ({ about }) => about,
  'GET /orders': ({ core: { world } }) =>
    world.orders.all().map((order) => ({ ...order, tradeState: tradeStateOf(order, world.now()) })),
  'GET /refunds': ({ core }) => core.world.refunds.all(),
  'GET /ledger': ({ core: { world } }) => ({ balances: world.ledger.balances(), entries: world.ledger.entries() }),
  'GET /notifications': ({ core }) => core.world.outbox.all(),
  'GET /deliveries': ({ core }) => core.world.outbox.deliveries(),
  'GET /events': ({ core }, input) => core.events(integerIn({ since: Number(input.since ?? 0) }, 'since')),

  'GET /clock': ({ clock }) => describeClock(clock),
  'POST /clock': async ({ clock }, input) => {
    if ('advanceMs' in input) await clock.advance(integerIn(input, 'advanceMs'))
    else await clock.moveTo(integerIn(input, 'moveTo'))
    return describeClock(clock)
  },

  'POST /cashier': ({ core, kick }, input) => {
    const answer = core.cashier(input, textIn(input, 'action') as CashierAction)
    kick()
    return answer
  },
  'POST /redeliver': async ({ core }, input) => {
    await core.deliverer.redeliver(integerIn(input, 'notificationId'), integerIn(input, 'times', 1))
    return core.world.outbox.find(integerIn(input, 'notificationId'))
  },
  'POST /refund-outcome': ({ core }, input) => {
    core.world.plannedOutcomes.push(oneIn(input, 'outcome', OUTCOMES))
    return { planned: core.world.plannedOutcomes }
  },
  'POST /balance': ({ core }, input) => ({ balanceFen: adjustBalance(core, integerIn(input, 'amountFen')) }),
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
