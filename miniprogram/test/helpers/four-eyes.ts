import type { ShopOrderView, ShopRefundView, TimelineEntry } from '@stack/contract'
import { makeRefund, makeShopOrder, now, openMerchantShop } from './merchant.ts'

/** Who looks at the shop, as others see him. */
const me = 'oTes…0002'
const other = 'oTes…0003'

const limitFen = 50_000

/** A paid order of 1,280.00 yuan; with the request WM1R1 if a refund is given. */
export function makeLargeOrder(refund?: Partial<ShopRefundView>): ShopOrderView {
  const refunds = refund === undefined ? [] : [makeRefund({ amountFen: 60_000, ...refund })]
  const held = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return makeShopOrder({ totalFen: 128_000, refundableFen: 128_000 - held, refunds })
}

export const agreedBy = {
  me: { by: me, at: now, isMine: true },
  other: { by: other, at: now, isMine: false },
}

/** A shop of two merchants: above the limit the first approval waits for the second, as the functions do it. */
export function openFourEyes(order: ShopOrderView) {
  const shop = openMerchantShop([order])
  const refunded: unknown[] = []

  const write = (type: TimelineEntry['type'], refund: ShopRefundView) => {
    const current = shop.store.get('WM1') ?? order
    const refunds = [...current.refunds.filter(({ refundId }) => refundId !== refund.refundId), refund]
    const timeline = [...current.timeline, { at: now, type, refundId: refund.refundId, amountFen: refund.amountFen }]
    shop.store.set('WM1', { ...current, refunds, timeline })
    return { ok: true as const, refund }
  }
  shop.handlers.refund = (data) => {
    refunded.push(data)
    const known = (shop.store.get('WM1') ?? order).refunds.find(
      ({ refundId }) => 'refundId' in data && data.refundId === refundId,
    )
    const started = 'amountFen' in data ? { amountFen: data.amountFen, requestedBy: 'merchant' as const } : {}
    const refund = known ?? makeRefund({ refundId: 'WM1R2', ...started })
    const isFirst = refund.firstApproval === null && refund.amountFen > limitFen
    return isFirst
      ? write('refund-first-approved', { ...refund, firstApproval: agreedBy.me })
      : write('refund-approved', { ...refund, state: 'processing', decidedAt: now })
  }
  shop.handlers['reject-refund'] = ({ reason }) => {
    const [refund = makeRefund()] = (shop.store.get('WM1') ?? order).refunds
    return write('refund-rejected', { ...refund, state: 'rejected', rejection: reason, decidedAt: now })
  }
  return Object.assign(shop, { refunded })
}
