import { catalogue, merchants } from './catalogue.ts'
import { type Forgery, forge } from './forge.ts'
import { callFunction, FunctionFailed, tick } from './invoke.ts'
import { merchant } from './merchant.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** What everybody outside knows of an order. */
interface KnownOrder {
  outTradeNo: string
  owner: string
  totalFen: number
  isPaid: boolean
  refundIds: string[]
}

/** What the actors of a run share. */
export interface Scene {
  world: World
  orders: KnownOrder[]
}

/** One thing that somebody does; everything it draws, it draws from `random`. */
type Action = (scene: Scene, openid: string, random: Random) => Promise<unknown>

const own = ({ orders }: Scene, openid: string) => orders.filter(({ owner }) => owner === openid)

/** The paid ones, where there are any: most of what is done to others is refused at once. */
function paidFirst(orders: KnownOrder[]): KnownOrder[] {
  const paid = orders.filter(({ isPaid }) => isPaid)
  return paid.length > 0 ? paid : orders
}

/** Does it twice at once, now and then: a double click, or the same person on two devices. */
async function perhapsTwice(random: Random, act: () => Promise<unknown>): Promise<void> {
  const again = random.chance(0.25) ? [act()] : []
  await settleAll([act(), ...again])
}

/** Waits for all; a function that failed is no news. */
async function settleAll(attempts: Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(attempts)) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof FunctionFailed)) throw outcome.reason
  }
}

async function order(scene: Scene, openid: string, random: Random): Promise<void> {
  const first = random.below(catalogue.length)
  const lines = catalogue
    .filter((_product, index) => index === first || random.chance(0.2))
    .map(({ _id: productId }) => ({ productId, quantity: 1 + random.below(2) }))
  const request = { requestId: `request-${random.below(1_000_000)}`, lines }
  await perhapsTwice(random, async () => {
    const answer = await callFunction(scene.world, 'create-order', openid, request)
    if (!answer.ok) return
    const { outTradeNo, totalFen } = answer.order
    if (scene.orders.some((known) => known.outTradeNo === outTradeNo)) return
    scene.orders.push({ outTradeNo, owner: openid, totalFen, isPaid: false, refundIds: [] })
  })
}

async function pay(scene: Scene, openid: string, random: Random): Promise<void> {
  const { world } = scene
  const mine = own(scene, openid)
  const unpaid = mine.filter(({ isPaid }) => !isPaid)
  const known = random.pick(unpaid.length > 0 ? unpaid : mine)
  const { outTradeNo } = known
  await perhapsTwice(random, async () => {
    const answer = await callFunction(world, 'unified-order', openid, { outTradeNo })
    if (!answer.ok) return
    await world.timeline.sleep(random.chance(0.9) ? random.below(5_000) : random.below(45 * 60_000))
    const { errMsg } = world.cashier({ ...answer.payment, appId: merchant.appId, openid }, random.chance(0.85))
    world.tell(`cashier ${outTradeNo}: ${errMsg}`)
    known.isPaid ||= errMsg === 'requestPayment:ok'
  })
  if (random.chance(0.7)) await callFunction(world, 'get-order', openid, { outTradeNo })
}

/** Pays on one device while the other cancels: before the cashier is open, or while it is. */
async function payAndCancel(scene: Scene, openid: string, random: Random): Promise<void> {
  const { world } = scene
  const known = random.pick(own(scene, openid))
  const { outTradeNo } = known
  const payNow = async () => {
    const answer = await callFunction(world, 'unified-order', openid, { outTradeNo })
    if (!answer.ok) return
    await world.timeline.sleep(random.below(400))
    const { errMsg } = world.cashier({ ...answer.payment, appId: merchant.appId, openid }, random.chance(0.8))
    world.tell(`cashier ${outTradeNo}: ${errMsg}`)
    known.isPaid ||= errMsg === 'requestPayment:ok'
  }
  const cancel = async () => {
    await world.timeline.sleep(random.below(1_500))
    await callFunction(world, 'cancel-order', openid, { outTradeNo })
  }
  await settleAll([payNow(), cancel()])
}

const callOnOwn =
  (name: 'get-order' | 'cancel-order'): Action =>
  async (scene, openid, random) => {
    const { outTradeNo } = random.pick(own(scene, openid))
    await perhapsTwice(random, () => callFunction(scene.world, name, openid, { outTradeNo }))
  }

async function requestRefund(scene: Scene, openid: string, random: Random): Promise<void> {
  const known = random.pick(paidFirst(own(scene, openid)))
  const { outTradeNo, totalFen } = known
  const amountFen = 1 + random.below(random.chance(0.5) ? totalFen : Math.ceil(totalFen / 3))
  const request = { requestId: `refund-${random.below(1_000_000)}`, outTradeNo, amountFen, reason: '不想要了' }
  await perhapsTwice(random, async () => {
    const answer = await callFunction(scene.world, 'request-refund', openid, request)
    if (answer.ok) known.refundIds.push(answer.refund.refundId)
  })
}

async function withdraw(scene: Scene, openid: string, random: Random): Promise<void> {
  const { outTradeNo, refundIds } = random.pick(own(scene, openid))
  if (refundIds.length === 0) return
  await callFunction(scene.world, 'withdraw-refund', openid, { outTradeNo, refundId: random.pick(refundIds) })
}

/** Asks for what is somebody else's: it has to look as if it did not exist. */
async function pry(scene: Scene, openid: string, random: Random): Promise<void> {
  const foreign = scene.orders.filter(({ owner }) => owner !== openid)
  if (foreign.length === 0) return
  const { outTradeNo } = random.pick(foreign)
  const name = random.pick(['get-order', 'cancel-order', 'unified-order'] as const)
  const answer = await callFunction(scene.world, name, openid, { outTradeNo })
  if (answer.ok || answer.refused !== 'not_found') {
    scene.world.blame('I11 nobody reaches an order of somebody else', `${name} ${outTradeNo}`)
  }
}

const buyerActions: [weight: number, action: Action][] = [
  [1, order],
  [7, pay],
  [2, payAndCancel],
  [2, callOnOwn('get-order')],
  [2, callOnOwn('cancel-order')],
  [6, requestRefund],
  [1, withdraw],
  [1, pry],
]

async function decide(scene: Scene, openid: string, random: Random): Promise<void> {
  const asked = scene.orders.filter(({ refundIds }) => refundIds.length > 0)
  if (asked.length === 0) return
  const { outTradeNo, refundIds } = random.pick(asked)
  const refundId = random.pick(refundIds)
  await perhapsTwice(random, () =>
    random.chance(0.85)
      ? callFunction(scene.world, 'refund', openid, { outTradeNo, refundId })
      : callFunction(scene.world, 'reject-refund', openid, { outTradeNo, refundId, reason: '已发货' }),
  )
}

async function refund(scene: Scene, openid: string, random: Random): Promise<void> {
  const known = random.pick(paidFirst(scene.orders))
  const { outTradeNo, totalFen } = known
  const amountFen = random.chance(0.4) ? totalFen : 1 + random.below(totalFen)
  const request = { outTradeNo, amountFen, reason: '缺货', requestId: `direct-${random.below(1_000_000)}` }
  await perhapsTwice(random, async () => {
    const answer = await callFunction(scene.world, 'refund', openid, request)
    if (answer.ok) known.refundIds.push(answer.refund.refundId)
  })
}

async function handOver(scene: Scene, openid: string, random: Random): Promise<void> {
  await callFunction(scene.world, 'mark-collected', openid, { outTradeNo: random.pick(scene.orders).outTradeNo })
}

const merchantActions: [weight: number, action: Action][] = [
  [6, decide],
  [3, refund],
  [1, handOver],
]

async function someForgery(scene: Scene, _openid: string, random: Random): Promise<void> {
  const forgeries: Forgery[] = ['other-key', 'unsigned', 'other-amount', 'unknown-refund']
  await forge(scene.world, random.pick(forgeries), random.pick(scene.orders))
}

/** Who acts in a run: each does one thing after the other. */
export const cast: { openid: string; actions: [weight: number, action: Action][]; share: number }[] = [
  { openid: 'oBuyerOne0000000000000000000', actions: buyerActions, share: 5 },
  { openid: 'oBuyerOne0000000000000000000', actions: buyerActions, share: 3 },
  { openid: 'oBuyerTwo0000000000000000000', actions: buyerActions, share: 3 },
  { openid: merchants[0], actions: merchantActions, share: 5 },
  { openid: merchants[1], actions: merchantActions, share: 4 },
  { openid: '', actions: [[1, someForgery]], share: 2 },
]

/** What somebody does next. Most often what brings an order on: else few runs would get as far as a refund. */
export function drawAction(
  scene: Scene,
  openid: string,
  actions: [weight: number, action: Action][],
  random: Random,
): Action {
  if (actions === buyerActions) {
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

/** Sets both timers off, also twice at once, until nobody acts any more. */
export async function keepTicking({ world }: Scene, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await world.timeline.sleep(random.chance(0.2) ? 60_000 : random.below(900_000))
    const name = random.chance(0.5) ? 'close-expired-orders' : 'sync-refunds'
    await perhapsTwice(random, () => tick(world, name))
  }
}
