import { forge, forgeries } from '../functions/forge.ts'
import type { Random } from '../kernel/random.ts'
import { endAtGateway, moveBalance, payAgain } from '../transports/gateway-gone-wrong.ts'
import { catalogue } from '../world/catalogue.ts'
import { dismissForAWhile } from '../world/merchant-list.ts'
import {
  abandon,
  approve,
  askBack,
  atCashier,
  cancel,
  giveBack,
  handOver,
  type KnownOrder,
  look,
  payAtCashier,
  placeOrder,
  pryInto,
  queryRefund,
  reject,
  resolveRefundTask,
  type Scene,
  settleAll,
  settleRefundManually,
  takeBack,
} from './deeds.ts'

/** One thing that somebody does; everything it draws, it draws from `random`. */
type Action = (scene: Scene, openid: string, random: Random) => Promise<unknown>
/** Action that an actor may take next, and its weight. */
export type Repertoire = readonly [weight: number, action: Action][]

const own = ({ orders }: Scene, openid: string) => orders.filter(({ owner }) => owner === openid)

/** The paid ones, where there are any: most of what is done to others is refused at once. */
function paidFirst(orders: KnownOrder[]): KnownOrder[] {
  const paid = orders.filter(({ isPaid }) => isPaid)
  return paid.length > 0 ? paid : orders
}

/** Does it twice at once, now and then: a double click, or the same person on two devices. */
export function perhapsTwice(random: Random, act: () => Promise<unknown>): Promise<void> {
  const again = random.chance(0.25) ? [act()] : []
  return settleAll([act(), ...again])
}

const order: Action = (scene, openid, random) => {
  const first = random.below(catalogue.length)
  const lines = catalogue
    .filter((_product, index) => index === first || random.chance(0.2))
    .map(({ _id: productId }) => ({ productId, quantity: 1 + random.below(2) }))
  const request = { requestId: `request-${random.below(1_000_000)}`, lines }
  return perhapsTwice(random, () => placeOrder(scene, openid, request))
}

const pay: Action = async (scene, openid, random) => {
  const mine = own(scene, openid)
  const unpaid = mine.filter(({ isPaid }) => !isPaid)
  const known = random.pick(unpaid.length > 0 ? unpaid : mine)
  await perhapsTwice(random, () => {
    const waitMs = random.chance(0.9) ? random.below(5_000) : random.below(45 * 60_000)
    return payAtCashier(scene, known, { waitMs, pays: random.chance(0.85) })
  })
  if (random.chance(0.7)) await look(scene, known)
}

/** Pays on one device while the other cancels: before the cashier is open, or while it is. */
const payAndCancel: Action = async (scene, openid, random) => {
  const known = random.pick(own(scene, openid))
  const cancelLater = async () => {
    await scene.world.timeline.sleep(random.below(1_500))
    await cancel(scene, known)
  }
  const [waitMs, pays] = [random.below(400), random.chance(0.8)]
  await settleAll([payAtCashier(scene, known, { waitMs, pays }), cancelLater()])
}

/** Comes back to a cashier that was left open. */
const payLate: Action = async ({ world, ...scene }, openid, random) => {
  atCashier(world, random.pick(own({ world, ...scene }, openid)), true)
}

const onOwn =
  (deed: typeof look | typeof cancel): Action =>
  (scene, openid, random) => {
    const known = random.pick(own(scene, openid))
    return perhapsTwice(random, () => deed(scene, known))
  }

const requestRefund: Action = (scene, openid, random) => {
  const known = random.pick(paidFirst(own(scene, openid)))
  const amountFen = 1 + random.below(random.chance(0.5) ? known.totalFen : Math.ceil(known.totalFen / 3))
  const request = { requestId: `refund-${random.below(1_000_000)}`, amountFen }
  return perhapsTwice(random, () => askBack(scene, known, request))
}

const withdraw: Action = async (scene, openid, random) => {
  const known = random.pick(own(scene, openid))
  if (known.refundIds.length > 0) await takeBack(scene, known, random.pick(known.refundIds))
}

const pry: Action = async (scene, openid, random) => {
  const foreign = scene.orders.filter(({ owner }) => owner !== openid)
  if (foreign.length === 0) return
  const known = random.pick(foreign)
  await pryInto(scene, known, openid, random.pick(['get-order', 'cancel-order', 'unified-order'] as const))
}

export const ofBuyers: Repertoire = [
  [1, order],
  [7, pay],
  [2, payAndCancel],
  [1, payLate],
  [2, onOwn(look)],
  [2, onOwn(cancel)],
  [6, requestRefund],
  [1, withdraw],
  [1, pry],
]

const decide: Action = async (scene, openid, random) => {
  const asked = scene.orders.filter(({ refundIds }) => refundIds.length > 0)
  if (asked.length === 0) return
  const known = random.pick(asked)
  const refundId = random.pick(known.refundIds)
  const deed = random.chance(0.85) ? approve : reject
  await perhapsTwice(random, () => deed(scene, known, refundId, openid))
}

const refund: Action = (scene, openid, random) => {
  const known = random.pick(paidFirst(scene.orders))
  const amountFen = random.chance(0.4) ? known.totalFen : 1 + random.below(known.totalFen)
  const request = { requestId: `direct-${random.below(1_000_000)}`, amountFen }
  return perhapsTwice(random, () => giveBack(scene, known, request, openid))
}

/** Ends otherwise what the gateway refused, as it may seem; mostly it did not. */
const endRefund: Action = async (scene, openid, random) => {
  const asked = scene.orders.filter(({ refundIds }) => refundIds.length > 0)
  if (asked.length === 0) return
  const known = random.pick(asked)
  const refundId = random.pick(known.refundIds)
  const said = { isFact: random.chance(0.3), hasFetchedBack: random.chance(0.5) }
  await random.pick([
    () => abandon(scene, known, refundId, openid),
    () => settleRefundManually(scene, known, refundId, openid, said),
    () => queryRefund(scene, known, refundId, openid),
    () => resolveRefundTask(scene, known, refundId, openid),
  ])()
}

/** Gives what reached nobody another end, as the merchant may at WeChat's platform; lets a closed one succeed. */
const endOtherwise: Action = async ({ world }, _openid, random) => {
  const ended = world.core.world.refunds.all().filter(({ status }) => status === 'CHANGE' || status === 'REFUNDCLOSE')
  if (ended.length === 0) return
  const toMerchant = { outcome: 'SUCCESS', receivedBy: 'merchant' } as const
  endAtGateway(
    world,
    random.pick(ended).outRefundNo,
    random.pick(['SUCCESS', 'PROCESSING', 'REFUNDCLOSE', toMerchant] as const),
  )
}

export const ofMerchants: Repertoire = [
  [6, decide],
  [3, refund],
  [2, (scene, openid, random) => handOver(scene, random.pick(scene.orders), openid)],
  [2, endRefund],
  [1, endOtherwise],
]

export const ofForgers: Repertoire = [
  [1, (scene, _openid, random) => forge(scene.world, random.pick(forgeries), random.pick(scene.orders))],
]

/** Actions from outside the shop: the gateway gone wrong, the owner with the money and with the list of merchants. */
export const ofFate: Repertoire = [
  [
    3,
    async ({ world, orders }, _openid, random) =>
      payAgain(world, random.pick(orders).outTradeNo, random.pick(oddities)),
  ],
  [2, async ({ world }) => moveBalance(world, 'withdraw')],
  [2, async ({ world }) => moveBalance(world, 'top-up')],
  [2, ({ world }, openid) => dismissForAWhile(world, openid)],
]

const oddities = ['same', 'same', 'other-amount', 'other-payer', 'unreadable'] as const

/** Draws the next action. Most often it advances an order: else few runs would get as far as a refund. */
export function drawAction(scene: Scene, openid: string, actions: Repertoire, random: Random): Action {
  if (actions === ofBuyers) {
    const mine = own(scene, openid)
    if (mine.length === 0) return order
    if (mine.some(({ isPaid }) => !isPaid) && random.chance(0.5)) return random.chance(0.85) ? pay : payAndCancel
  }
  let left = random.next() * actions.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, action] of actions) {
    left -= weight
    if (left < 0) return action
  }
  throw new RangeError('[simulate] there is no action')
}
