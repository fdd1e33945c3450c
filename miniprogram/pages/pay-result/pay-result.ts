import type { OrderView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { followPayment } from '../../services/follow-payment'
import { type PayResult, payOrder, phone } from '../../services/pay-order'
import { type Refusal, refusalText } from '../../services/refusals'
import { cashierWord, forgetCashier, rememberCashier } from '../../services/remember-cashier'
import { tellRefusal } from '../../services/tell-refusal'
import { mergeOrders } from '../../utils/merge-orders'
import { type PayResultView, viewPayResult } from './view-pay-result'

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    failedAction: '',
    result: {} as PayResultView,
    totalFen: 0,
    asking: false,
    paying: false,
  },

  outTradeNo: '',
  order: null as OrderView | null,
  /** Goes up with every round of questions: an older round ends then. */
  round: 0,
  left: false,

  onLoad({ outTradeNo = '' }: { outTradeNo?: string }) {
    this.outTradeNo = outTradeNo
  },

  async onShow() {
    // The cashier covers the page too: while a payment is under way it tells the page itself.
    if (!this.data.paying && this.order?.state !== 'paid' && this.order?.state !== 'closed') await this.ask()
  },

  onHide() {
    this.stop()
  },

  onUnload() {
    this.left = true
    this.stop()
  },

  stop() {
    this.round += 1
    this.setData({ asking: false })
  },

  async ask() {
    const round = ++this.round
    this.setData({ asking: true })
    this.show(this.order, true)
    const { outTradeNo } = this
    const stopped = () => round !== this.round
    // Without a word of the cashier there is nothing to be patient for.
    const word = cashierWord(outTradeNo) ?? 'cancel'
    const onTold = (told: OrderView) => {
      if (!stopped()) this.show(told, true)
    }
    const { order, confirming, refused } = await followPayment(outTradeNo, word, { ...phone, stopped, onTold })
    if (stopped()) return
    this.setData({ asking: false })
    if (order === null && this.order === null) this.fail(refused ?? 'no_answer')
    else this.show(order, confirming)
  },

  /** Shows what is known after the server told more, or nothing new. */
  show(told: OrderView | null, confirming: boolean) {
    const [order] = mergeOrders(this.order === null ? [] : [this.order], told === null ? [] : [told])
    if (order === undefined) return
    this.order = order
    if (!confirming || order.state !== 'unpaid') forgetCashier(order.outTradeNo)
    const moment = { now: Date.now(), asking: this.data.asking, confirming }
    this.setData({ phase: 'ready', totalFen: order.totalFen, result: viewPayResult(order, moment) })
  },

  fail(refused: Refusal) {
    this.setData({
      phase: 'failed',
      failedText: refused === 'not_found' ? refusalText(refused) : '暂时查不到支付结果，若已扣款请勿重复支付',
      failedAction: refused === 'not_found' ? '' : '再次查询',
    })
  },

  async onAsk() {
    if (this.data.asking || this.data.paying) return
    if (this.order === null) this.setData({ phase: 'loading' })
    await this.ask()
  },

  async onPay() {
    const { order } = this
    if (order === null || this.data.asking || this.data.paying) return
    this.setData({ paying: true })
    try {
      const result = await payOrder(order, {
        stopped: () => this.left,
        onProgress: ({ said }) => this.showPaying(said),
      })
      if (!this.left) await this.tell(result)
    } finally {
      this.setData({ paying: false, asking: false })
    }
  },

  showPaying(said: string | null) {
    if (said === 'ok' || said === 'failed') rememberCashier(this.outTradeNo, said)
    this.setData({ asking: true })
    this.show(null, true)
  },

  async tell({ order, confirming, refused }: PayResult) {
    this.setData({ asking: false })
    this.show(order, confirming)
    if (refused !== null && order?.state !== 'paid') await tellRefusal(refused, () => this.ask())
  },

  onOrder() {
    void wx.redirectTo({ url: `/pages/order/order?outTradeNo=${this.outTradeNo}` })
  },

  onShop() {
    void wx.switchTab({ url: '/pages/shop/shop' })
  },
})
