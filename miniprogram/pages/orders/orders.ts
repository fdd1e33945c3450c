import type { Cursor, OrderView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { loadOrders, type Tab } from '../../services/load-orders'
import { payOrder } from '../../services/pay-order'
import { type Refusal, refusalText } from '../../services/refusals'
import { cashierWord, hearOrders, rememberCashier } from '../../services/remember-cashier'
import { tellRefusal } from '../../services/tell-refusal'
import { confirm } from '../../utils/confirm'
import { mergeOrders } from '../../utils/merge-orders'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { type OrderCard, viewOrderCard } from '../../utils/view-order-card'
import { tabs } from './tabs'

const pageSize = 10

type OrderTap = TapOf<{ outTradeNo: string }>

/** The buyer's orders. */
Page({
  data: {
    tabs: Object.entries(tabs).map(([value, { label }]) => ({ value, label })),
    tab: 'all' as Tab,
    phase: 'loading' as Phase,
    failedText: '',
    emptyText: '',
    cards: [] as OrderCard[],
    /** State of the list's end: more is there, being fetched, could not be fetched, or that was all. */
    more: 'none' as 'idle' | 'loading' | 'failed' | 'none',
    /** The order that is being paid or cancelled; one at a time. */
    busy: '',
    /** That one is being paid. */
    paying: false,
  },

  orders: [] as OrderView[],
  next: null as Cursor | null,
  /** Counts the loads; an answer to an earlier one comes too late. */
  turn: 0,
  gone: false,
  /** An order is being opened: a second tap opens no second page. */
  opening: false,

  onLoad({ tab }: { tab?: string }) {
    if (tab !== undefined && tab in tabs) this.setData({ tab: tab as Tab })
  },

  onShow() {
    this.opening = false
    void this.refresh()
  },

  onUnload() {
    this.gone = true
  },

  async onPullDownRefresh() {
    const refused = await this.refresh()
    await wx.stopPullDownRefresh()
    if (refused !== null) await wx.showToast({ title: refusalText(refused), icon: 'none' })
  },

  onReachBottom() {
    if (this.data.more === 'idle') void this.loadMore()
  },

  onMoreRetry() {
    void this.loadMore()
  },

  onTab(change: ChangeOf<{ value: Tab }>) {
    this.orders = []
    this.next = null
    this.setData({ tab: change.detail.value, phase: 'loading', cards: [], more: 'none' })
    void this.refresh()
  },

  onRetry() {
    this.setData({ phase: 'loading' })
    void this.refresh()
  },

  onLeave() {
    void wx.switchTab({ url: '/pages/shop/shop' })
  },

  onOpen(tap: OrderTap) {
    if (this.opening) return
    this.opening = true
    void wx.navigateTo({ url: `/pages/order/order?outTradeNo=${tap.currentTarget.dataset.outTradeNo}` })
  },

  /** A countdown is over: that order is no longer payable. */
  onOver() {
    this.render()
    void this.refresh()
  },

  /** Loads again as far as was shown, so that the place on the page stays. */
  async refresh(): Promise<Refusal | null> {
    this.turn += 1
    const { turn } = this
    const { tab, phase } = this.data
    const loaded = await loadOrders({ tab, count: Math.max(pageSize, this.orders.length) })
    if (turn !== this.turn) return null
    if (!loaded.ok) {
      if (phase === 'loading') this.setData({ phase: 'failed', failedText: refusalText(loaded.refused) })
      else this.setData({ more: this.next === null ? 'none' : 'idle' })
      return loaded.refused
    }
    const known = this.orders.filter(({ outTradeNo }) => loaded.orders.some((order) => order.outTradeNo === outTradeNo))
    this.next = loaded.next
    this.take(known, loaded.orders)
    await this.askOpen(turn)
    return null
  },

  async loadMore() {
    const { turn, next } = this
    if (next === null) return
    this.setData({ more: 'loading' })
    const loaded = await loadOrders({ tab: this.data.tab, count: pageSize, after: next })
    if (turn !== this.turn) return
    if (!loaded.ok) return this.setData({ more: 'failed' })
    this.next = loaded.next
    this.take(this.orders, loaded.orders)
    await this.askOpen(turn)
  },

  /** Only get-order asks WeChat: a payment may have come while nobody looked. */
  async askOpen(turn: number) {
    const open = this.orders.filter(({ state }) => state === 'unpaid' || state === 'closing')
    const asked = await Promise.all(open.map(({ outTradeNo }) => callFunction('get-order', { outTradeNo })))
    if (turn !== this.turn || open.length === 0) return
    this.take(
      this.orders,
      asked.flatMap((answer) => (answer.ok ? [answer.order] : [])),
    )
  },

  take(known: readonly OrderView[], told: readonly OrderView[]) {
    this.orders = mergeOrders(known, told)
    hearOrders(told)
    this.render()
  },

  render() {
    const { emptyText, has } = tabs[this.data.tab]
    const now = Date.now()
    this.orders = this.orders.filter(has)
    this.setData({
      phase: this.orders.length > 0 ? 'ready' : 'empty',
      emptyText,
      cards: this.orders.map((order) =>
        viewOrderCard(order, { now, confirming: cashierWord(order.outTradeNo) !== null }),
      ),
      more: this.next === null ? 'none' : 'idle',
    })
  },

  /** Does one thing to the order of the card that was tapped, unless another is under way. */
  async once(tap: OrderTap, work: (order: OrderView) => Promise<void>) {
    const { outTradeNo } = tap.currentTarget.dataset
    const order = this.orders.find((one) => one.outTradeNo === outTradeNo)
    if (this.data.busy !== '' || order === undefined) return
    this.setData({ busy: outTradeNo })
    try {
      await work(order)
    } finally {
      this.setData({ busy: '', paying: false })
    }
  },

  async onPay(tap: OrderTap) {
    await this.once(tap, async (order) => {
      const { outTradeNo } = order
      let cashierDone = false
      this.setData({ paying: true })
      const paid = await payOrder(order, {
        // The page of the result asks for the order.
        stopped: () => this.gone || cashierDone,
        onProgress: ({ said }) => {
          if (said !== 'ok' && said !== 'failed') return
          rememberCashier(outTradeNo, said)
          cashierDone = true
        },
      })
      if (cashierDone) {
        await wx.navigateTo({ url: `/pages/pay-result/pay-result?outTradeNo=${outTradeNo}` })
        return
      }
      if (paid.order !== null) this.take(this.orders, [paid.order])
      if (paid.refused !== null && paid.order?.state !== 'paid') await tellRefusal(paid.refused, () => this.refresh())
    })
  },

  async onCancel(tap: OrderTap) {
    await this.once(tap, async ({ outTradeNo }) => {
      const sure = await confirm({
        title: '取消订单',
        content: '取消后不能再支付，确定取消吗？',
        confirmText: '确定取消',
      })
      if (!sure) return
      const answer = await callFunction('cancel-order', { outTradeNo })
      if (answer.ok) return this.take(this.orders, [answer.order])
      await this.refresh()
      await tellRefusal(answer.refused, () => this.refresh())
    })
  },
})
