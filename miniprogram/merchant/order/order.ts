import type { ExtraPaymentView, ShopOrderView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import { mayRepeat } from '../../services/refusals'
import { tellRefusal } from '../../services/tell-refusal'
import { confirm } from '../../utils/confirm'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { findShopOrder } from '../services/find-shop-order'
import { livePage } from '../utils/live-page'
import { overQuestion } from '../utils/refund-questions'
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
    /** The extra payment that is given back; null: the order's own. */
    extra: null as ExtraPaymentView | null,
    overQuestion,
    /** The merchant writes what became of too much money. */
    noting: false,
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
    this.setData({ refunding: true, extra: null })
  },

  onRefundExtra(tap: TapOf<{ transactionId: string }>) {
    const { transactionId } = tap.currentTarget.dataset
    const extra = this.data.order?.extraPayments.find((payment) => payment.transactionId === transactionId)
    if (extra !== undefined) this.setData({ refunding: true, extra })
  },

  onNote() {
    this.setData({ noting: true })
  },

  onNoteClose() {
    this.setData({ noting: false })
  },

  async onNoted({ detail }: ChangeOf<{ note: string }>) {
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await callFunction('resolve-refund-task', { outTradeNo: this.outTradeNo, note: detail.note })
    this.setData({ busy: false, noting: !answer.ok && mayRepeat(answer.refused) })
    if (!answer.ok) return tellRefusal(answer.refused, () => this.reload())
    this.source?.take(answer.order)
    await wx.showToast({ title: '已登记', icon: 'success' })
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
