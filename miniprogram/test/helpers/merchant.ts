import type {
  CallAnswer,
  FunctionName,
  RefundRequestView,
  ShopOrderView,
  ShopRefundView,
  TimelineEntry,
} from '@stack/contract'
import { makeOrder, openShop } from './shop.ts'

/** 2026-11-23 21:05 in the shop. */
export const now = Date.UTC(2026, 10, 23, 13, 5)

export function makeRefund(changes: Partial<ShopRefundView> = {}): ShopRefundView {
  return {
    refundId: 'WM1R1',
    amountFen: 1_000,
    reason: '不想要了',
    state: 'waiting',
    requestedBy: 'buyer',
    ofExtraPayment: false,
    requestedAt: now,
    decidedAt: null,
    rejection: null,
    settledAt: null,
    receivedBy: null,
    gatewayRefundId: null,
    refusal: null,
    ended: null,
    firstApproval: null,
    resolution: null,
    isMerchantTask: kinds.task.includes(changes.state ?? 'waiting') && !changes.resolution,
    ...changes,
  }
}

/** A paid order of 128.00 yuan as a merchant sees it. */
export function makeShopOrder(changes: Partial<ShopOrderView> = {}): ShopOrderView {
  const { refunds = [] } = changes
  const timeline: TimelineEntry[] = [
    { at: now, type: 'created' },
    { at: now, type: 'paid', amountFen: 12_800 },
    ...refunds.map(({ refundId, amountFen }) => ({ at: now, type: 'refund-requested' as const, refundId, amountFen })),
  ]
  const paid = { state: 'paid' as const, createdAt: now, paidAt: now, refundableFen: 12_800, timeline }
  const own = refunds.filter(({ state, ofExtraPayment }) => committed.includes(state) && !ofExtraPayment)
  return {
    ...{ ...makeOrder(paid), transactionId: '4200000000', buyer: 'oTes…0001', refunds: [], extraPayments: [] },
    ...{ committedFen: own.reduce((sum, { amountFen }) => sum + amountFen, 0) },
    ...{ isOverRefundTask: false, overRefundResolution: null },
    ...changes,
  }
}

/** The request of an order's first refund. */
export function requestOf({ outTradeNo, totalFen, refundedFen, lines, refunds }: ShopOrderView): RefundRequestView {
  const refund = refunds[0] ?? makeRefund({ state: 'withdrawn' })
  return { outTradeNo, totalFen, refundedFen, lines, refund, overRefundedFen: 0 }
}

type Kind = 'waiting' | 'task'

const kinds: Record<Kind, readonly ShopRefundView['state'][]> = {
  waiting: ['waiting'],
  task: ['refused', 'returned-to-merchant', 'abnormal', 'closed', 'refunded-twice'],
}

/** Decided, and with the buyer or on the way there. */
const committed: readonly ShopRefundView['state'][] = [
  ...(['approved', 'refused', 'processing', 'succeeded', 'returned-to-merchant'] as const),
  ...(['abnormal', 'settled-manually', 'refunded-twice'] as const),
]

type Answers = { [Name in FunctionName]?: CallAnswer<Name> }

/** A shop whose merchant functions answer from these orders; three on a page. */
export function openMerchantShop(orders: ShopOrderView[], answers: Answers = {}) {
  const shop = openShop()
  const { answer: answerOfShop } = shop
  const store = new Map(orders.map((order) => [order.outTradeNo, order]))
  Object.assign(shop.handlers, {
    'list-shop-orders': ({ state, outTradeNo, after }: { state?: string; outTradeNo?: string; after?: string }) => {
      const fits = [...store.values()].filter(
        (order) =>
          (state === undefined || order.state === state) &&
          (outTradeNo === undefined || order.outTradeNo === outTradeNo),
      )
      return pageOf(fits, after, ({ outTradeNo: number }) => number, 'orders')
    },
    'list-refund-requests': ({ kind = 'waiting', after }: { kind?: Kind; after?: string }) => {
      const fits = [...store.values()].map(requestOf).filter(({ refund }) => kinds[kind].includes(refund.state))
      return pageOf(fits, after, ({ outTradeNo }) => outTradeNo, 'requests')
    },
  })
  const answer: typeof answerOfShop = (name, data) => answers[name] ?? answerOfShop(name, data)
  return Object.assign(shop, { store, answer })
}

/** A page of three. */
export function pageOf<Row>(rows: Row[], after: string | undefined, keyOf: (row: Row) => string, name: string) {
  const start = after === undefined ? 0 : rows.findIndex((row) => keyOf(row) === after) + 1
  const page = rows.slice(start, start + 3)
  const last = page[page.length - 1]
  return { ok: true, [name]: page, next: last !== undefined && start + 3 < rows.length ? keyOf(last) : null }
}
