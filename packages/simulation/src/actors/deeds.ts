import type { CallAnswer, CallData } from '@stack/contract'
import type { SimulatedCall, TimerName } from '../functions/functions.ts'
import { callFunction, FunctionFailed, tick } from '../functions/invoke.ts'
import { payAgain } from '../transports/gateway-gone-wrong.ts'
import { merchant } from '../world/merchant.ts'
import type { World } from '../world/world.ts'

/** Knowledge of an order outside the shop. */
export interface KnownOrder {
  outTradeNo: string
  owner: string
  totalFen: number
  isPaid: boolean
  refundIds: string[]
  /** The cashier that the buyer opened last. */
  cashier?: Record<string, string>
}

/** State that the actors of a run share. */
export interface Scene {
  world: World
  orders: KnownOrder[]
}

/** Calls a function and counts what it refuses. Who is no merchant any more must get nowhere. */
async function call<Name extends SimulatedCall>(
  world: World,
  name: Name,
  openid: string,
  data: CallData<Name>,
): Promise<CallAnswer<Name>> {
  const wasDismissed = world.dismissed.has(openid)
  const answer = await callFunction(world, name, openid, data)
  if (!answer.ok) world.count(`${name} × answers ${answer.refused}`)
  const isNobody = wasDismissed && world.dismissed.has(openid)
  if (isNobody && (answer.ok || answer.refused !== 'not_a_merchant')) {
    world.blame('I11 who is no merchant decides nothing', `${name} ${JSON.stringify(data)}`)
  }
  return answer
}

/** Waits for all; a function that failed is no news. */
export async function settleAll(attempts: Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(attempts)) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof FunctionFailed)) throw outcome.reason
  }
}

export async function placeOrder(
  { world, orders }: Scene,
  owner: string,
  request: CallData<'create-order'>,
): Promise<CallAnswer<'create-order'>> {
  const answer = await call(world, 'create-order', owner, request)
  if (!answer.ok) return answer
  const { outTradeNo, totalFen } = answer.order
  if (orders.some((known) => known.outTradeNo === outTradeNo)) world.count('create-order × the same order again')
  else orders.push({ outTradeNo, owner, totalFen, isPaid: false, refundIds: [] })
  return answer
}

/** Asks for the payment, looks at the cashier for `waitMs`, and pays or goes away. */
export async function payAtCashier(
  { world }: Scene,
  known: KnownOrder,
  { waitMs, pays }: { waitMs: number; pays: boolean },
): Promise<CallAnswer<'unified-order'>> {
  const { outTradeNo, owner: openid } = known
  const answer = await call(world, 'unified-order', openid, { outTradeNo })
  if (!answer.ok) return answer
  world.payable.add(outTradeNo)
  await world.timeline.sleep(waitMs)
  known.cashier = { ...answer.payment, appId: merchant.appId, openid }
  atCashier(world, known, pays)
  return answer
}

/** Pays at the cashier that was opened last, or goes away from it. */
export function atCashier(world: World, known: KnownOrder, pays: boolean): void {
  if (known.cashier === undefined) return
  const { errMsg } = world.cashier(known.cashier, pays)
  world.tell(`cashier ${known.outTradeNo}: ${errMsg}`)
  world.count(`cashier × ${errMsg.replace('requestPayment:', '')}`)
  const isPaid = errMsg === 'requestPayment:ok'
  known.isPaid ||= isPaid
  if (pays && !isPaid && world.without === 'paid-once') payAgain(world, known.outTradeNo, 'same')
}

export const look = ({ world }: Scene, { outTradeNo, owner }: KnownOrder) =>
  call(world, 'get-order', owner, { outTradeNo })

export const cancel = ({ world }: Scene, { outTradeNo, owner }: KnownOrder) =>
  call(world, 'cancel-order', owner, { outTradeNo })

export async function askBack(
  { world }: Scene,
  known: KnownOrder,
  request: { requestId: string; amountFen: number },
): Promise<CallAnswer<'request-refund'>> {
  const { outTradeNo, owner, refundIds } = known
  const answer = await call(world, 'request-refund', owner, { ...request, outTradeNo, reason: '不想要了😀' })
  if (answer.ok) remember(refundIds, answer.refund.refundId)
  return answer
}

export const takeBack = ({ world }: Scene, { outTradeNo, owner }: KnownOrder, refundId: string) =>
  call(world, 'withdraw-refund', owner, { outTradeNo, refundId })

export const approve = ({ world }: Scene, { outTradeNo }: KnownOrder, refundId: string, openid: string) =>
  call(world, 'refund', openid, { outTradeNo, refundId })

export const reject = ({ world }: Scene, { outTradeNo }: KnownOrder, refundId: string, openid: string) =>
  call(world, 'reject-refund', openid, { outTradeNo, refundId, reason: '已发货' })

/** A merchant gives money back that nobody asked for. */
export async function giveBack(
  { world }: Scene,
  { outTradeNo, refundIds }: KnownOrder,
  request: { requestId: string; amountFen: number },
  openid: string,
): Promise<CallAnswer<'refund'>> {
  const answer = await call(world, 'refund', openid, { ...request, outTradeNo, reason: '缺货👩‍🌾' })
  if (answer.ok) remember(refundIds, answer.refund.refundId)
  return answer
}

export const abandon = ({ world }: Scene, { outTradeNo }: KnownOrder, refundId: string, openid: string) =>
  call(world, 'abandon-refund', openid, { outTradeNo, refundId })

/** Statement of the merchant: `isFact`, it was paid already; `hasFetchedBack`, WeChat gave the money back. */
export const settleRefundManually = (
  { world }: Scene,
  { outTradeNo }: KnownOrder,
  refundId: string,
  openid: string,
  said: { isFact?: boolean; hasFetchedBack?: boolean } = {},
) => call(world, 'settle-refund-manually', openid, { outTradeNo, refundId, note: '已转账', ...said })

export const queryRefund = ({ world }: Scene, { outTradeNo }: KnownOrder, refundId: string, openid: string) =>
  call(world, 'query-refund', openid, { outTradeNo, refundId })

export const resolveRefundTask = ({ world }: Scene, { outTradeNo }: KnownOrder, refundId: string, openid: string) =>
  call(world, 'resolve-refund-task', openid, { outTradeNo, refundId, note: '顾客已退回' })

export const handOver = ({ world }: Scene, { outTradeNo }: KnownOrder, openid: string) =>
  call(world, 'mark-collected', openid, { outTradeNo })

/** Ends a discrepancy: WeChat is asked, or a note says how it was settled. */
export async function resolve(
  { world }: Scene,
  discrepancyId: string,
  openid: string,
  how: 'repair' | 'note',
): Promise<CallAnswer<'resolve-discrepancy'>> {
  const data = how === 'repair' ? { discrepancyId, how } : { discrepancyId, how, note: '已退还' }
  const answer = await call(world, 'resolve-discrepancy', openid, data)
  if (answer.ok) world.count(`resolve-discrepancy × ${answer.discrepancy.resolution}`)
  return answer
}

/** Asks for what is somebody else's: it has to look as if it did not exist. */
export async function pryInto(
  { world }: Scene,
  { outTradeNo }: KnownOrder,
  openid: string,
  name: 'get-order' | 'cancel-order' | 'unified-order',
): Promise<void> {
  const answer = await call(world, name, openid, { outTradeNo })
  if (answer.ok || answer.refused !== 'not_found') {
    world.blame('I11 nobody reaches an order of somebody else', `${name} ${outTradeNo}`)
  }
}

/** Lets a timer go off, unless the run does without them. @throws FunctionFailed */
export async function letTick({ world }: Scene, name: TimerName): Promise<void> {
  if (world.without !== 'timers') await tick(world, name)
}

function remember(refundIds: string[], refundId: string): void {
  if (!refundIds.includes(refundId)) refundIds.push(refundId)
}
