import type { LineView, ShopOrderView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { refusalText } from '../../services/refusals'
import type { TapOf } from '../../utils/page-events'
import type { Decided } from '../components/decide-refund/decide-refund'
import { findShopOrder } from '../services/find-shop-order'
import { viewFailure } from '../utils/view-failure'
import { type RefundDetail, viewRefundDetail } from '../utils/view-shop-refund'
import { type OrderWatch, watchOrder } from '../utils/watch-order'

const nothing = { lines: [] as LineView[], request: null as Decided | null, view: null as RefundDetail | null }

/** What the page shows of an order: the refund that it is about. */
function viewPage(order: ShopOrderView, wanted: string) {
  const { outTradeNo, totalFen, refundedFen, lines, refunds } = order
  const refund = refunds.find(({ refundId }) => refundId === wanted)
  if (refund === undefined) return { ...viewFailure('refund_not_found'), ...nothing }
  const request = { outTradeNo, refund, totalFen, refundedFen }
  return { phase: 'ready' as const, lines, request, view: viewRefundDetail(refund, Date.now()) }
}

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    failedAction: '',
    ...nothing,
    /** What is decided now: approve or reject; empty when nothing is. */
    verb: '' as '' | 'approve' | 'reject',
  },

  outTradeNo: '',
  watch: null as OrderWatch | null,

  onLoad({ outTradeNo = '', refundId = '' }: { outTradeNo?: string; refundId?: string }) {
    this.outTradeNo = outTradeNo
    this.watch = watchOrder({
      find: () => findShopOrder(outTradeNo),
      show: (order) => this.setData(viewPage(order, refundId)),
      fail: (refused) => this.setData({ ...viewFailure(refused), ...nothing, verb: '' }),
    })
  },

  onShow() {
    return this.watch?.open()
  },

  onHide() {
    this.watch?.close()
  },

  onUnload() {
    this.watch?.close()
  },

  async onPullDownRefresh() {
    await this.reload()
    await wx.stopPullDownRefresh()
  },

  async onRetry() {
    this.setData({ phase: 'loading' })
    await this.watch?.ask()
  },

  async reload() {
    const refused = await this.watch?.ask()
    if (refused === 'no_answer') await wx.showToast({ title: refusalText(refused), icon: 'none' })
  },

  onDecide(tap: TapOf<{ verb: 'approve' | 'reject' }>) {
    this.setData({ verb: tap.currentTarget.dataset.verb })
  },

  onClose() {
    this.setData({ verb: '' })
  },

  onOrder() {
    void wx.navigateTo({ url: `/merchant/order/order?outTradeNo=${this.outTradeNo}` })
  },
})
