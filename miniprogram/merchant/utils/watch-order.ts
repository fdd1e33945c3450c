import type { ShopOrderView } from '@stack/contract'
import type { Refusal } from '../../services/refusals'
import { repeatAsking } from '../../utils/repeat-asking'
import type { Source } from './live-page'

export interface OrderWatchOptions {
  find: () => Promise<{ ok: true; order: ShopOrderView } | { ok: false; refused: Refusal }>
  show: (order: ShopOrderView) => void
  fail: (refused: Refusal) => void
}

/** While the page is seen and a refund is on its way, it asks again and again. */
export interface OrderWatch extends Source {
  close: () => void
  /** An order that another answer brought. */
  take: (order: ShopOrderView) => void
}

const isMoving = (order: ShopOrderView | null): boolean =>
  order?.refunds.some(({ state }) => state === 'approved' || state === 'processing') ?? false

/** Keeps an order on a page up to date. Answers may overtake each other: the longer time line is the later word. */
export function watchOrder({ find, show, fail }: OrderWatchOptions): OrderWatch {
  let shown: ShopOrderView | null = null
  let seen = false
  let asking: { stop: () => void } | null = null

  const stop = () => {
    asking?.stop()
    asking = null
  }
  const take = (order: ShopOrderView) => {
    if (shown !== null && order.timeline.length < shown.timeline.length) return
    shown = order
    show(order)
    if (!isMoving(order)) stop()
    else if (seen && asking === null) asking = repeatAsking(reload)
  }
  async function reload(): Promise<Refusal | null> {
    const found = await find()
    if (found.ok) {
      take(found.order)
      return null
    }
    if (shown === null || found.refused !== 'no_answer') {
      shown = null
      stop()
      fail(found.refused)
    }
    return found.refused
  }

  return {
    reload,
    take,
    async open() {
      seen = true
      await reload()
    },
    async restart() {
      shown = null
      await reload()
    },
    close() {
      seen = false
      stop()
    },
  }
}
