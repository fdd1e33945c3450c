import type { ShopOrderView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import { tellRefusal } from '../../services/tell-refusal'
import { confirm } from '../../utils/confirm'
import type { TapOf } from '../../utils/page-events'
import { findShopOrder } from '../services/find-shop-order'
import { livePage } from '../utils/live-page'
import { unanswered, viewFailure } from '../utils/view-failure'
import { type ShopOrderDetail, viewShopOrderDetail } from '../utils/view-shop-order'
import { type OrderWatch, watchOrder } from '../utils/watch-order'

Page({
  ...livePage<OrderWatch>(),

  data: {
    ...unanswered,
    order: null as ShopOrderView | null,
    view: null as ShopOrderDetail | null,
    refunding: false,
    busy: false,
  },

  outTradeNo: '',

  onLoad({ outTradeNo = '' }: { outTradeNo?: string }) {
    this.outTradeNo = outTradeNo
    this.source = watchOrder({
      find: () => findShopOrder(outTradeNo),
      show: (order) => this.setData({ phase: 'ready', order, view: viewShopOrderDetail(order, Date.now()) }),
      fail: (refused) => this.setData({ ...viewFailure(refused), order: null, view: null, refunding: false }),
    })
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
    this.source?.take(answer.order)
    await wx.showToast({ title: '已取货', icon: 'success' })
  },
})
