import type { LineView, ShopOrderView } from '@stack/contract'
import type { TapOf } from '../../utils/page-events'
import type { Decided } from '../components/decide-refund/decide-refund'
import { findShopOrder } from '../services/find-shop-order'
import type { RefundVerb } from '../utils/explain-refusal'
import { livePage } from '../utils/live-page'
import type { DecisionVerb } from '../utils/refund-questions'
import { unanswered, viewFailure } from '../utils/view-failure'
import { type RefundDetail, viewRefundDetail } from '../utils/view-shop-refund'
import { type OrderWatch, watchOrder } from '../utils/watch-order'

const nothing = { lines: [] as LineView[], request: null as Decided | null, view: null as RefundDetail | null }

/** View of an order with the refund that the page is about. */
function viewPage(order: ShopOrderView, wanted: string) {
  const { outTradeNo, totalFen, refundedFen, lines, refunds } = order
  const refund = refunds.find(({ refundId }) => refundId === wanted)
  if (refund === undefined) return { ...viewFailure('refund_not_found'), ...nothing }
  const request = { outTradeNo, refund, totalFen, refundedFen }
  return { phase: 'ready' as const, lines, request, view: viewRefundDetail(refund, Date.now()) }
}

Page({
  ...livePage<OrderWatch>(),

  data: {
    ...unanswered,
    ...nothing,
    /** Current decision; empty when there is none. */
    verb: '' as DecisionVerb | '',
  },

  outTradeNo: '',

  onLoad({ outTradeNo = '', refundId = '' }: { outTradeNo?: string; refundId?: string }) {
    this.outTradeNo = outTradeNo
    this.source = watchOrder({
      find: () => findShopOrder(outTradeNo),
      show: (order) => this.setData(viewPage(order, refundId)),
      fail: (refused) => this.setData({ ...viewFailure(refused), ...nothing, verb: '' }),
    })
  },

  onDecide(tap: TapOf<{ verb: DecisionVerb }>) {
    this.setData({ verb: tap.currentTarget.dataset.verb })
  },

  onWay(tap: TapOf<{ verb: RefundVerb }>) {
    const { verb } = tap.currentTarget.dataset
    if (verb === 'start') this.onOrder()
    else this.setData({ verb })
  },

  onClose() {
    this.setData({ verb: '' })
  },

  onOrder() {
    void wx.navigateTo({ url: `/merchant/order/order?outTradeNo=${this.outTradeNo}` })
  },
})
