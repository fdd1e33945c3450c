import type { ShopOrderView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { refusalText } from '../../services/refusals'
import { tellRefusal } from '../../services/tell-refusal'
import { confirm } from '../../utils/confirm'
import type { TapOf } from '../../utils/page-events'
import { findShopOrder } from '../services/find-shop-order'
import { viewFailure } from '../utils/view-failure'
import { type ShopOrderDetail, viewShopOrderDetail } from '../utils/view-shop-order'
import { type OrderWatch, watchOrder } from '../utils/watch-order'

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    failedAction: '',
    order: null as ShopOrderView | null,
    view: null as ShopOrderDetail | null,
    refunding: false,
    busy: false,
  },

  outTradeNo: '',
  watch: null as OrderWatch | null,

  onLoad({ outTradeNo = '' }: { outTradeNo?: string }) {
    this.outTradeNo = outTradeNo
    this.watch = watchOrder({
      find: () => findShopOrder(outTradeNo),
      show: (order) => this.setData({ phase: 'ready', order, view: viewShopOrderDetail(order, Date.now()) }),
      fail: (refused) => this.setData({ ...viewFailure(refused), order: null, view: null, refunding: false }),
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

  onRefundOf(tap: TapOf<{ refundId: string }>) {
    const { refundId } = tap.currentTarget.dataset
    void wx.navigateTo({ url: `/merchant/refund/refund?outTradeNo=${this.outTradeNo}&refundId=${refundId}` })
  },

  onRefund() {
    this.setData({ refunding: true })
  },

  onRefundClose() {
    this.setData({ refunding: false })
  },

  async onRefundDone() {
    this.setData({ refunding: false })
    await this.reload()
  },

  async onCollect() {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await this.collect()
    } finally {
      this.setData({ busy: false })
    }
  },

  async collect() {
    const content = '请确认买家已取走全部商品，确认后不能撤回'
    if (!(await confirm({ title: '买家取货', content, confirmText: '已取走' }))) return
    const answer = await callFunction('mark-collected', { outTradeNo: this.outTradeNo })
    if (!answer.ok) return tellRefusal(answer.refused, () => this.reload())
    this.watch?.take(answer.order)
    await wx.showToast({ title: '已取货', icon: 'success' })
  },
})
