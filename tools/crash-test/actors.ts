import { createRandom, type Random } from '@stack/simulation'
import { buyers, goods, merchants } from './goods.ts'
import { type Client, type KnownOrder, openClient, type Run } from './run.ts'

/** One thing that somebody does. A buyer who has nothing to do it with does what leads there. */
type Action = (run: Run, client: Client, random: Random) => Promise<unknown>

const own = ({ orders }: Run, { openid }: Client) => orders.filter(({ owner }) => owner === openid)
const paid = (orders: KnownOrder[]) => orders.filter(({ isPaid }) => isPaid)
const payable = (orders: KnownOrder[]) => orders.filter(({ isPaid, isClosed }) => !isPaid && !isClosed)

/** The newest matter most: with the old ones everything has happened. */
const newest = 12
const pickNew = <Item>(random: Random, items: Item[]): Item | undefined =>
  items.length === 0 ? undefined : random.pick(items.slice(-newest))

const makeRequestId = (random: Random) => `request-${random.below(2 ** 31)}`

async function order(run: Run, client: Client, random: Random): Promise<void> {
  const { productId } = random.pick(goods)
  const lines = [{ productId, quantity: 1 + random.below(2) }]
  const answer = await client.insist('create-order', { requestId: makeRequestId(random), lines })
  if (!answer?.ok) return
  const { outTradeNo, totalFen } = answer.order
  run.orders.push({ outTradeNo, owner: client.openid, totalFen, isPaid: false, isClosed: false, refundIds: [] })
}

const notPayable: ReadonlySet<string> = new Set(['order_closed', 'order_closing', 'too_late', 'too_many_tries'])

async function pay(run: Run, client: Client, random: Random): Promise<void> {
  const known = pickNew(random, payable(own(run, client)))
  if (known === undefined) return order(run, client, random)
  const { outTradeNo } = known
  const action = random.chance(0.85) ? 'pay' : 'cancel'
  const answer = await client.call('unified-order', { outTradeNo })
  if (answer === undefined) return
  if (answer.ok) known.isPaid ||= await client.pay(outTradeNo, answer.payment, action)
  else if (answer.refused === 'already_paid') known.isPaid = true
  else if (answer.refused === 'gateway_unreachable') await run.shop.simulator.up()
  else known.isClosed ||= notPayable.has(answer.refused)
}

async function look(run: Run, client: Client, random: Random): Promise<void> {
  const known = pickNew(random, own(run, client))
  if (known === undefined) return order(run, client, random)
  const answer = await client.call('get-order', { outTradeNo: known.outTradeNo })
  if (answer?.ok) known.isPaid ||= answer.order.state === 'paid'
}

async function cancel(run: Run, client: Client, random: Random): Promise<void> {
  const known = pickNew(random, payable(own(run, client)))
  if (known === undefined) return order(run, client, random)
  const answer = await client.call('cancel-order', { outTradeNo: known.outTradeNo })
  known.isClosed ||= answer?.ok === true
}

/** Pays on one device and cancels on the other. */
const payAndCancel: Action = (...who) => Promise.all([pay(...who), cancel(...who)])

async function requestRefund(run: Run, client: Client, random: Random): Promise<void> {
  const known = pickNew(random, paid(own(run, client)))
  if (known === undefined) return pay(run, client, random)
  const { outTradeNo, totalFen } = known
  const amountFen = random.chance(0.3) ? totalFen : 1 + random.below(totalFen)
  const request = { requestId: makeRequestId(random), outTradeNo, amountFen, reason: '不想要了' }
  const answer = await client.insist('request-refund', request)
  if (answer?.ok) known.refundIds.push(answer.refund.refundId)
}

const pickRefund = (random: Random, orders: KnownOrder[]) => {
  const all = orders.flatMap(({ outTradeNo, refundIds }) => refundIds.map((refundId) => ({ outTradeNo, refundId })))
  return pickNew(random, all)
}

async function withdraw(run: Run, client: Client, random: Random): Promise<void> {
  const picked = pickRefund(random, own(run, client))
  if (picked === undefined) return requestRefund(run, client, random)
  await client.call('withdraw-refund', picked)
}

const buyerActions: [weight: number, action: Action][] = [
  [3, order],
  [8, pay],
  [1, payAndCancel],
  [2, look],
  [1, cancel],
  [4, requestRefund],
  [0.5, withdraw],
]

async function decide(run: Run, client: Client, random: Random): Promise<void> {
  const picked = pickRefund(random, run.orders)
  if (picked === undefined) return
  if (random.chance(0.85)) await client.call('refund', picked)
  else await client.call('reject-refund', { ...picked, reason: '已发货' })
}

async function refund(run: Run, client: Client, random: Random): Promise<void> {
  const known = pickNew(random, paid(run.orders))
  if (known === undefined) return
  const { outTradeNo, totalFen } = known
  const amountFen = 1 + random.below(totalFen)
  const request = { requestId: makeRequestId(random), outTradeNo, amountFen, reason: '缺货' }
  const answer = await client.insist('refund', request)
  if (answer?.ok) known.refundIds.push(answer.refund.refundId)
}

const merchantActions: [weight: number, action: Action][] = [
  [5, decide],
  [2, refund],
]

function draw(actions: [weight: number, action: Action][], random: Random): Action {
  let left = random.next() * actions.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, action] of actions) {
    left -= weight
    if (left < 0) return action
  }
  throw new RangeError('[kills] there is no action')
}

interface Role {
  actions: [weight: number, action: Action][]
  /** One action in so many answers of anybody. A merchant may find nothing to do, and is not to do most of the calling. */
  pace: number
}

async function act(run: Run, openid: string, { actions, pace }: Role): Promise<void> {
  const random = createRandom(run.seed, `actor ${openid}`)
  const client = openClient(run, openid)
  while (!run.isOver()) {
    await Promise.all([draw(actions, random)(run, client, random), run.shop.moments.nth('answer', pace)])
  }
}

/** Everybody, at once, until the run is over. */
export function actAll(run: Run): Promise<void>[] {
  return [
    ...buyers.map((openid) => act(run, openid, { actions: buyerActions, pace: 1 })),
    ...merchants.map((openid) => act(run, openid, { actions: merchantActions, pace: 4 })),
  ]
}
