import type { OrderView } from '@stack/contract'
import type { callFunction } from './call-function'
import type { CashierWord } from './open-cashier'
import type { Refusal } from './refusals'

/** Pauses before each query, in ms. The gateway itself is asked at most once in 3 s per order. */
const pausesMs: Record<CashierWord, readonly number[]> = {
  ok: [0, 1_000, 2_000, 4_000, 8_000, 15_000],
  // After most errors nothing was taken: a short doubt, with the last question more than 3 s after the first.
  failed: [0, 1_500, 1_600],
  cancel: [0],
}

export interface Followed {
  /** The order as the server last told it; null when no answer came. */
  order: OrderView | null
  /** Money may have been taken, and the order does not say so yet. */
  confirming: boolean
  /** Why the last question went without an order; null when it did not. */
  refused: Refusal | null
}

export interface FollowTools {
  call: typeof callFunction
  /** Waits some ms. */
  pause: (ms: number) => Promise<void>
  /** True ends the asking: nobody looks any more, or somebody else asks. */
  stopped: () => boolean
  /** Hears every answer as it comes. */
  onTold?: (order: OrderView) => void
}

const isOver = ({ state }: OrderView) => state === 'paid' || state === 'closed'

/** Asks for the order after the cashier is gone, until it is paid or closed or the patience ends. */
export async function followPayment(outTradeNo: string, word: CashierWord, tools: FollowTools): Promise<Followed> {
  let order: OrderView | null = null
  let refused: Refusal | null = null
  for (const ms of pausesMs[word]) {
    if (ms > 0) await tools.pause(ms)
    if (tools.stopped()) break
    const answer = await tools.call('get-order', { outTradeNo })
    refused = answer.ok ? null : answer.refused
    if (answer.ok) {
      order = answer.order
      tools.onTold?.(order)
    }
    if (refused === 'not_found' || (order !== null && isOver(order))) return { order, confirming: false, refused }
  }
  return { order, confirming: word === 'ok' || (word === 'failed' && order === null), refused }
}
