import type { Order } from '@stack/order'
import type { Post } from 'wxpay-simulator'
import type { Fault } from '../faults/faults.ts'
import { wireField } from '../transports/wire-field.ts'
import { readAll, readOne } from '../world/read-database.ts'
import { drawLatency, type World } from '../world/world.ts'
import { forgeFrom } from './forge.ts'
import type { NotifyName } from './functions.ts'
import { FunctionFailed, notify } from './invoke.ts'

const hourMs = 3_600_000
/** Maximum delays: within the gateway's repetitions, and past all of them. */
const longestDelays: Partial<Record<Fault, number>> = { late: 2 * hourMs, 'days-late': 72 * hourMs }
const copies: Partial<Record<Fault, number>> = { duplicate: 2, storm: 100 }
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** Carries a notification of the gateway to the function as one step of the run, with whatever that step meets. */
export function carryNotification(world: World, { url, body, timeoutMs }: Parameters<Post>[0]): ReturnType<Post> {
  const name = new URL(url).pathname.slice(1) as NotifyName
  const fault = world.faults.next('notification', name)
  const { timeline, pace } = world
  return new Promise((resolve, reject) => {
    const late = timeline.after(timeoutMs, () => reject(new Error('no answer in time')))
    if (fault === 'lost' || world.wrongs.losesNotifications) {
      late()
      timeline.after(drawLatency(pace), () => reject(refused()))
      return
    }
    const isAnswered = fault !== 'lost-answer' && fault !== 'late' && fault !== 'days-late'
    const deliver = () => {
      world.tell(`notification to ${name}${fault === undefined ? '' : ` [${fault}]`}`)
      countSituation[name](world, body)
      if (name === 'refund-notify') world.refundsNotified += 1
      deliverOnce(world, name, body).then(
        (answer) => {
          if (!isAnswered) return
          late()
          resolve({ status: 200, body: answer })
        },
        (error: unknown) => {
          late()
          reject(error)
        },
      )
    }
    const longest = fault === undefined ? undefined : longestDelays[fault]
    if (longest !== undefined) return deliverLate(world, deliver, longest)
    if (fault === 'forged-beside') void forgeFrom(world, name, body)
    for (let copy = 0; copy < ((fault && copies[fault]) ?? 1); copy += 1) timeline.after(drawLatency(pace), deliver)
  })
}

function deliverLate(world: World, deliver: () => void, longestMs: number): void {
  const delayMs = world.pace.below(longestMs)
  world.expectUntil(world.timeline.now() + delayMs)
  world.timeline.after(delayMs, deliver)
}

/** Returns the refund that a notification is about: its body is encrypted. */
function findSent({ core }: Pick<World, 'core'>, body: string): { outTradeNo: string; outRefundNo: string | null } {
  const sent = core.world.outbox.all().find((notification) => notification.body === body)
  return sent ?? { outTradeNo: '', outRefundNo: null }
}

/** Counts what a notification finds: it may come after anything. */
const countSituation: Record<NotifyName, (world: World, body: string) => void> = {
  'pay-notify'({ lastWritten, count }, body) {
    const order = lastWritten(wireField(body, 'out_trade_no'))
    if (order === undefined) return
    const withRefunds = order.refunds.length > 0 ? ' with refunds' : ''
    count(`pay-notify × finds the order ${order.state}${withRefunds}`)
  },
  'refund-notify'(world, body) {
    const { outTradeNo, outRefundNo } = findSent(world, body)
    const order = world.lastWritten(outTradeNo)
    const refund = order?.refunds.find(({ refundId }) => refundId === outRefundNo)
    if (order !== undefined) world.count(`refund-notify × finds the refund ${refund?.state}`)
  },
}

/** Delivers, and checks that what is acknowledged is durable. */
async function deliverOnce(world: World, name: NotifyName, body: string): Promise<string> {
  try {
    const answer = await notify(world, name, body)
    const text = answer.body
    if (wireField(text, 'return_code') === 'SUCCESS') await durable[name](world, body)
    return text
  } catch (error) {
    // The platform answers for a function that failed; to WeChat Pay that is no SUCCESS.
    if (error instanceof FunctionFailed) return '{"errcode":500}'
    throw error
  }
}

async function checkPayment({ database, blame }: World, body: string): Promise<void> {
  const [outTradeNo, transactionId] = [wireField(body, 'out_trade_no'), wireField(body, 'transaction_id')]
  const order = await readOne<Order>(database, 'orders', outTradeNo)
  const booked = [order?.payment, ...(order?.extraPayments ?? [])]
  if (booked.some((payment) => payment?.transactionId === transactionId)) return
  const discrepancies = await readAll<{ transactionId: string | null }>(database, 'discrepancies')
  if (discrepancies.some((kept) => kept.transactionId === transactionId)) return
  blame('I8 SUCCESS is answered only after the payment is durable', outTradeNo)
}

/** States that a timer looks at again, or need not: anything else would be forgotten. */
const followed: ReadonlySet<string> = new Set(['approved', 'processing'])
const over: ReadonlySet<string> = new Set([
  ...['succeeded', 'refunded-twice', 'returned-to-merchant'],
  ...['abnormal', 'closed', 'abandoned', 'settled-manually'],
])

async function checkRefund({ core, database, blame }: World, body: string): Promise<void> {
  const { outTradeNo, outRefundNo } = findSent({ core }, body)
  const order = await readOne<Order>(database, 'orders', outTradeNo)
  const refund = order?.refunds.find(({ refundId }) => refundId === outRefundNo)
  if (order === undefined || refund === undefined || over.has(refund.state)) return
  if (followed.has(refund.state) && order.nextCheckAt !== null) return
  blame('I8 SUCCESS is answered only after the refund is booked or to be asked about', refund.refundId)
}

const durable: Record<NotifyName, (world: World, body: string) => Promise<void>> = {
  'pay-notify': checkPayment,
  'refund-notify': checkRefund,
}
