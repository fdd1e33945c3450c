import type { Order } from '@stack/order'
import { parseXml } from 'wxpay-core'
import type { Post } from 'wxpay-simulator'
import type { NotifyName } from './functions.ts'
import { FunctionFailed, notify } from './invoke.ts'
import { readOne } from './read-database.ts'
import { drawLatency, type World } from './world.ts'

const longestDelayMs = 2 * 3_600_000
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** Carries a notification of the gateway to the function as one step of the run, with whatever that step meets. */
export function carryNotification(world: World, { url, body, timeoutMs }: Parameters<Post>[0]): ReturnType<Post> {
  const name = new URL(url).pathname.slice(1) as NotifyName
  const fault = world.faults.next('notification', name)
  const { timeline, pace } = world
  return new Promise((resolve, reject) => {
    const late = timeline.after(timeoutMs, () => reject(new Error('no answer in time')))
    const deliver = () => {
      world.tell(`notification to ${name}${fault === undefined ? '' : ` [${fault}]`}`)
      deliverOnce(world, name, body).then(
        (answer) => {
          if (fault === 'lost-answer' || fault === 'late') return
          late()
          resolve({ status: 200, body: answer })
        },
        (error: unknown) => {
          late()
          reject(error)
        },
      )
    }
    switch (fault) {
      case 'lost':
        late()
        return timeline.after(drawLatency(pace), () => reject(refused()))
      case 'late':
        return deliverLate(world, deliver)
      case 'duplicate':
        timeline.after(drawLatency(pace), deliver)
        return timeline.after(drawLatency(pace), deliver)
      default:
        return timeline.after(drawLatency(pace), deliver)
    }
  })
}

function deliverLate(world: World, deliver: () => void): void {
  const delayMs = world.pace.below(longestDelayMs)
  world.expectUntil(world.timeline.now() + delayMs)
  world.timeline.after(delayMs, deliver)
}

/** Delivers, and checks that what is acknowledged is durable. */
async function deliverOnce(world: World, name: NotifyName, body: string): Promise<string> {
  try {
    const answer = await notify(world, name, body)
    const text = answer.body
    if (parseXml(text).return_code === 'SUCCESS' && name === 'pay-notify') await checkDurable(world, body)
    return text
  } catch (error) {
    // The platform answers for a function that failed; to WeChat Pay that is no SUCCESS.
    if (error instanceof FunctionFailed) return '{"errcode":500}'
    throw error
  }
}

async function checkDurable({ database, blame }: World, body: string): Promise<void> {
  const { out_trade_no: outTradeNo = '', transaction_id: transactionId = '' } = parseXml(body)
  const order = await readOne<Order>(database, 'orders', outTradeNo)
  if (order?.payment?.transactionId === transactionId) return
  if ((await readOne(database, 'unmatched', transactionId)) !== undefined) return
  blame('I8 SUCCESS is answered only after the payment is durable', outTradeNo)
}
