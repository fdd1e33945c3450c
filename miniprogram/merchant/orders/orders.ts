import type { CallData, ShopOrderView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { livePage } from '../utils/live-page'
import { createPager, type FetchedPage, type ListView, type More, type Pager, type PageWish } from '../utils/pager'
import { readOrderNumber } from '../utils/read-order-number'
import { isAdmitted, unanswered } from '../utils/view-failure'
import { type ShopOrderRow, viewShopOrderRow } from '../utils/view-shop-order'

type OrderState = CallData<'list-shop-orders'>['state']

const tabs = [
  { value: 'all', label: '全部', empty: '还没有订单' },
  { value: 'unpaid', label: '待付款', empty: '没有待付款的订单' },
  { value: 'paid', label: '已付款', empty: '没有已付款的订单' },
  { value: 'closed', label: '已关闭', empty: '没有已关闭的订单' },
] as const satisfies { value: NonNullable<OrderState> | 'all'; label: string; empty: string }[]

type Tab = (typeof tabs)[number]['value']

Page({
  ...livePage<Pager>(),

  data: {
    ...unanswered,
    /** The server has taken the caller for a merchant. */
    open: false,
    tabs,
    tab: 'all' as Tab,
    /** Text of the search box, and the number that is searched; empty when none is. */
    word: '',
    searched: '',
    emptyText: '',
    rows: [] as ShopOrderRow[],
    more: 'idle' as More,
  },

  onLoad() {
    this.source = createPager<ShopOrderView>({
      fetch: (wish) => this.fetch(wish),
      keyOf: ({ outTradeNo }) => outTradeNo,
      show: (view) => this.show(view),
    })
  },

  onReachBottom() {
    return this.source?.loadMore()
  },

  async fetch(wish: PageWish): Promise<FetchedPage<ShopOrderView>> {
    const { tab, searched } = this.data
    const state = tab === 'all' ? {} : { state: tab }
    const answer = await callFunction(
      'list-shop-orders',
      searched === '' ? { ...state, ...wish } : { outTradeNo: searched },
    )
    return answer.ok ? { ok: true, rows: answer.orders, next: answer.next } : answer
  },

  show({ rows, ...view }: Partial<ListView<ShopOrderView>>): void {
    const { tab, searched, open } = this.data
    const now = Date.now()
    this.setData({
      ...view,
      ...(rows && { rows: rows.map((order) => viewShopOrderRow(order, now)) }),
      open: isAdmitted(open, view),
      emptyText: searched === '' ? (tabs.find(({ value }) => value === tab)?.empty ?? '') : '没有找到这个订单号的订单',
    })
  },

  async onTab({ detail }: ChangeOf<{ value: Tab }>) {
    if (detail.value === this.data.tab) return
    this.setData({ tab: detail.value })
    await this.source?.restart()
  },

  onWord({ detail }: ChangeOf<{ value: string }>) {
    this.setData({ word: detail.value })
  },

  async onSearch() {
    if (this.data.word.trim() === '') return this.onClear()
    const searched = readOrderNumber(this.data.word)
    if (searched === null) {
      await wx.showToast({ title: '请输入完整的订单号', icon: 'none' })
      return
    }
    this.setData({ searched, word: searched })
    await this.source?.restart()
  },

  async onClear() {
    const wasSearching = this.data.searched !== ''
    this.setData({ searched: '', word: '' })
    if (wasSearching) await this.source?.restart()
  },

  onOrder(tap: TapOf<{ number: string }>) {
    void wx.navigateTo({ url: `/merchant/order/order?outTradeNo=${tap.currentTarget.dataset.number}` })
  },
})
