import type { RefundRequestView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import type { TapOf } from '../../utils/page-events'
import { livePage } from '../utils/live-page'
import { createPager, type ListView, type More, type Pager } from '../utils/pager'
import { unanswered } from '../utils/view-failure'
import { type RequestRow, viewRequestRow } from '../utils/view-request'

type RequestTap = TapOf<{ refundId: string; verb: 'approve' | 'reject' }>

Page({
  ...livePage<Pager>(),

  data: {
    ...unanswered,
    rows: [] as RequestRow[],
    more: 'idle' as More,
    /** What is decided now: approve or reject; empty when nothing is. */
    verb: '' as '' | 'approve' | 'reject',
    request: null as RefundRequestView | null,
  },

  requests: [] as RefundRequestView[],
  onLoad() {
    this.source = createPager<RefundRequestView>({
      async fetch(wish) {
        const answer = await callFunction('list-refund-requests', wish)
        return answer.ok ? { ok: true, rows: answer.requests, next: answer.next } : answer
      },
      keyOf: ({ refund }) => refund.refundId,
      show: (view) => this.show(view),
    })
  },

  onReachBottom() {
    return this.source?.loadMore()
  },

  show({ rows, ...view }: Partial<ListView<RefundRequestView>>): void {
    const now = Date.now()
    if (rows) this.requests = rows
    this.setData({ ...view, ...(rows && { rows: rows.map((request) => viewRequestRow(request, now)) }) })
  },

  onDecide(tap: RequestTap): void {
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
})
