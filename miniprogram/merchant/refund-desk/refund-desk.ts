import type { CallData, RefundRequestView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import { countRefunds } from '../../services/count-work'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { livePage } from '../utils/live-page'
import { createPager, type FetchedPage, type ListView, type More, type Pager, type PageWish } from '../utils/pager'
import type { DecisionVerb } from '../utils/refund-questions'
import { isAdmitted, unanswered } from '../utils/view-failure'
import { type RequestRow, viewRequestRow } from '../utils/view-request'

type Tab = NonNullable<CallData<'list-refund-requests'>['kind']>

const tabs = [
  { value: 'waiting', label: '待处理', empty: '没有待处理的退款' },
  { value: 'task', label: '异常', empty: '没有异常的退款' },
] as const satisfies { value: Tab; label: string; empty: string }[]

Page({
  ...livePage<Pager>(),

  data: {
    ...unanswered,
    /** The server has taken the caller for a merchant. */
    open: false,
    tabs,
    tab: 'waiting' as Tab,
    /** Content of the second tab. */
    tasks: { count: 0, maxCount: 9, offset: [10, 6] },
    emptyText: '',
    rows: [] as RequestRow[],
    more: 'idle' as More,
    /** Current decision; empty when there is none. */
    verb: '' as DecisionVerb | '',
    request: null as RefundRequestView | null,
  },

  requests: [] as RefundRequestView[],
  onLoad() {
    this.source = createPager<RefundRequestView>({
      fetch: (wish) => this.fetch(wish),
      keyOf: ({ refund, overRefundedFen }) => `${refund.refundId} ${overRefundedFen}`,
      show: (view) => this.show(view),
    })
  },

  onReachBottom() {
    return this.source?.loadMore()
  },

  async fetch(wish: PageWish): Promise<FetchedPage<RefundRequestView>> {
    const answer = await callFunction('list-refund-requests', { kind: this.data.tab, ...wish })
    if (!answer.ok) return answer
    if (wish.after === undefined) void this.count()
    return { ok: true, rows: answer.requests, next: answer.next }
  },

  async count() {
    this.setData({ 'tasks.count': await countRefunds('task') })
  },

  show({ rows, ...view }: Partial<ListView<RefundRequestView>>): void {
    const { tab, open } = this.data
    const now = Date.now()
    if (rows) this.requests = rows
    this.setData({
      ...view,
      ...(rows && { rows: rows.map((request) => viewRequestRow(request, now)) }),
      open: isAdmitted(open, view),
      emptyText: tabs.find(({ value }) => value === tab)?.empty ?? '',
    })
  },

  async onTab({ detail }: ChangeOf<{ value: Tab }>) {
    if (detail.value === this.data.tab) return
    this.setData({ tab: detail.value })
    await this.source?.restart()
  },

  onDecide(tap: TapOf<{ refundId: string; verb: DecisionVerb }>): void {
    const { refundId, verb } = tap.currentTarget.dataset
    const request = this.requests.find(({ refund }: RefundRequestView) => refund.refundId === refundId)
    if (request !== undefined) this.setData({ verb, request })
  },

  onClose() {
    this.setData({ verb: '' })
  },

  onOrder(tap: TapOf<{ number: string }>) {
    void wx.navigateTo({ url: `/merchant/order/order?outTradeNo=${tap.currentTarget.dataset.number}` })
  },

  onRefund(tap: TapOf<{ number: string; refundId: string }>) {
    const { number, refundId } = tap.currentTarget.dataset
    void wx.navigateTo({ url: `/merchant/refund/refund?outTradeNo=${number}&refundId=${refundId}` })
  },
})
