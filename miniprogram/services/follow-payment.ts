import type { OrderView } from '@stack/contract'
import type { callFunction } from './call-function'
import type { CashierWord } from './open-cashier'

/** How long to wait before each question, in ms. The gateway itself is asked at most once in 3 s per order. */
const pausesMs: Record<CashierWord, readonly number[]> = {
  ok: [0, 1_000, 2_000, 4_000, 8_000, 15_000],
  failed: [0, 3_500, 3_500],
  cancel: [0],
}

export interface Followed {
  /** The order as the server last told it. */
  order: OrderView
  /** Money may have been taken, and the order does not say so yet. */
  confirming: boolean
}

export interface FollowTools {
  call: typeof callFunction
  /** Waits some ms. */
  pause: (ms: number) => Promise<void>
}

/** Asks for the order after the cashier is gone, until it is paid or closed or the patience ends. */
export async function followPayment(order: OrderView, word: CashierWord, tools: FollowTools): Promise<Followed> {
  let latest: OrderView | null = null
  for (const ms of pausesMs[word]) {
    if (ms > 0) await tools.pause(ms)
    const answer = await tools.call('get-order', { outTradeNo: order.outTradeNo })
    if (!answer.ok) continue
    latest = answer.order
    if (latest.state === 'paid' || latest.state === 'closed') return { order: latest, confirming: false }
  }
  return { order: latest ?? order, confirming: word === 'ok' || (word === 'failed' && latest === null) }
}
