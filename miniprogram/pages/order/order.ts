import type { OrderView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { payOrder } from '../../services/pay-order'
import { type Refusal, refusalText } from '../../services/refusals'
import { cashierWord, forgetCashier, hearOrders, rememberCashier } from '../../services/remember-cashier'
import { tellRefusal } from '../../services/tell-refusal'
import { confirm } from '../../utils/confirm'
import { mergeOrders } from '../../utils/merge-orders'
import type { TapOf } from '../../utils/page-events'
import { repeatAsking } from '../../utils/repeat-asking'
import { isOpen, type Moment, type OrderActions, type OrderStatus, viewOrder } from '../../utils/view-order'
import { type AmountFact, type Fact, viewAmounts, viewFacts } from '../../utils/view-order-facts'

type Busy = '' | 'pay' | 'confirm' | 'cancel' | 'ask' | 'withdraw' | 'leave'

/** One order of the buyer: where its money is, and what he may do with it. */
Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    order: null as OrderView | null,
    status: null as OrderStatus | null,
    actions: null as OrderActions | null,
    amounts: [] as AmountFact[],
    facts: [] as Fact[],
    bar: false,
    pickUp: false,
    /** Current action; one at a time. */
    busy: '' as Busy,
  },

  outTradeNo: '',
  visible: false,
  gone: false,
  polling: null as { stop: () => void } | null,

  onLoad({ outTradeNo = '' }: { outTradeNo?: string }) {
    this.outTradeNo = outTradeNo
  },

  onShow() {
    this.visible = true
    void this.reload()
  },

  onHide() {
    this.visible = false
    this.follow()
  },

  onUnload() {
    this.visible = false
    this.gone = true
    this.follow()
  },

  async onPullDownRefresh() {
    const refused = await this.reload()
    await wx.stopPullDownRefresh()
    if (refused !== null) await wx.showToast({ title: refusalText(refused), icon: 'none' })
  },

  onRetry() {
    this.setData({ phase: 'loading' })
    void this.reload()
  },

  /** The countdown is over: the order is no longer payable, whatever the server has done about it so far. */
  onOver() {
    if (this.data.order !== null) this.show(this.data.order)
    void this.reload()
  },

  /** Asks the server; what was known stays while there is no answer. */
  async reload(): Promise<Refusal | null> {
    const answer = await callFunction('get-order', { outTradeNo: this.outTradeNo })
    if (answer.ok) {
      hearOrders([answer.order])
      this.show(answer.order)
      return null
    }
    if (this.data.order === null) this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
    return answer.refused
  },

  /** Shows what the server told; of two answers that overtook each other the later word. */
  show(told: OrderView) {
    const [order = told] = mergeOrders(this.data.order === null ? [] : [this.data.order], [told])
    const moment = this.moment()
    this.setData({
      phase: 'ready',
      order,
      ...viewOrder(order, moment),
      amounts: viewAmounts(order),
      facts: viewFacts(order, moment.now),
    })
    this.follow()
  },

  moment(): Moment {
    return { now: Date.now(), confirming: cashierWord(this.outTradeNo) !== null }
  },

  /** Asks again and again while the page is seen and something may change by itself. */
  follow() {
    const { order, busy } = this.data
    // A payment under way asks for the order itself.
    if (this.visible && busy !== 'pay' && order !== null && isOpen(order, this.moment())) {
      this.polling ??= repeatAsking(() => this.reload())
      return
    }
    this.polling?.stop()
    this.polling = null
  },

  /** Does one thing unless another is under way. */
  async once(busy: Busy, work: (order: OrderView) => Promise<void>) {
    const { order } = this.data
    if (this.data.busy !== '' || order === null) return
    this.setData({ busy })
    try {
      await work(order)
    } finally {
      this.setData({ busy: '' })
      this.follow()
    }
  },

  /** Shows how things stand after a refusal, and says why. */
  async tell(refused: Refusal) {
    await this.reload()
    await tellRefusal(refused, () => this.reload())
  },

  async onPay() {
    await this.once('pay', async (order) => {
      const paid = await payOrder(order, {
        stopped: () => this.gone,
        onProgress: (seen) => {
          if (seen.said === 'ok' || seen.said === 'failed') rememberCashier(this.outTradeNo, seen.said)
          this.show(seen.order)
        },
      })
      // What the cashier said stays with the order: the page that is shown instead asks on.
      if (this.gone) return
      if (!paid.confirming) forgetCashier(this.outTradeNo)
      this.show(paid.order ?? order)
      if (paid.refused !== null && paid.order?.state !== 'paid') await tellRefusal(paid.refused, () => this.reload())
    })
  },

  async onAskAgain() {
    await this.once('ask', async () => {
      const refused = await this.reload()
      if (refused !== null) return tellRefusal(refused)
      if (this.data.order?.state !== 'unpaid') return
      await wx.showToast({ title: '还没有查到付款', icon: 'none' })
    })
  },

  async onCancel() {
    await this.once('confirm', async ({ outTradeNo }) => {
      const sure = await confirm({
        title: '取消订单',
        content: '取消后不能再支付，确定取消吗？',
        confirmText: '确定取消',
      })
      if (!sure) return
      this.setData({ busy: 'cancel' })
      const answer = await callFunction('cancel-order', { outTradeNo })
      if (answer.ok) this.show(answer.order)
      else await this.tell(answer.refused)
    })
  },

  async onWithdraw(tap: TapOf<{ refundId: string }>) {
    await this.once('confirm', async ({ outTradeNo }) => {
      const { refundId } = tap.currentTarget.dataset
      const sure = await confirm({
        title: '撤回申请',
        content: '撤回后可以重新申请，确定撤回吗？',
        confirmText: '确定撤回',
      })
      if (!sure) return
      this.setData({ busy: 'withdraw' })
      const answer = await callFunction('withdraw-refund', { outTradeNo, refundId })
      if (answer.ok) await this.reload()
      else await this.tell(answer.refused)
    })
  },

  async onAskRefund() {
    await this.once('leave', async ({ outTradeNo }) => {
      await wx.navigateTo({ url: `/pages/request-refund/request-refund?outTradeNo=${outTradeNo}` })
    })
  },

  async onCopy() {
    await wx.setClipboardData({ data: this.outTradeNo })
  },
})
