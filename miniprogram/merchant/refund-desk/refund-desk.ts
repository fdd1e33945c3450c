import type { RefundRequestView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { refusalText } from '../../services/refusals'
import type { TapOf } from '../../utils/page-events'
import { createPager, type ListView, type More, type Pager } from '../utils/pager'
import { type RequestRow, viewRequestRow } from '../utils/view-request'

type RequestTap = TapOf<{ refundId: string; verb: 'approve' | 'reject' }>

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    failedAction: '',
    rows: [] as RequestRow[],
    more: 'idle' as More,
    /** What is decided now: approve or reject; empty when nothing is. */
    verb: '' as '' | 'approve' | 'reject',
    request: null as RefundRequestView | null,
  },

  requests: [] as RefundRequestView[],
  pager: null as Pager | null,

  onLoad() {
    this.pager = createPager<RefundRequestView>({
      async fetch(wish) {
        const answer = await callFunction('list-refund-requests', wish)
        return answer.ok ? { ok: true, rows: answer.requests, next: answer.next } : answer
      },
      keyOf: ({ refund }) => refund.refundId,
      show: (view) => this.show(view),
    })
  },

  async onShow() {
    await this.pager?.reload()
  },

  async onPullDownRefresh() {
    const refused = await this.pager?.reload()
    await wx.stopPullDownRefresh()
    if (refused === 'no_answer') await wx.showToast({ title: refusalText(refused), icon: 'none' })
  },

  onReachBottom() {
    return this.pager?.loadMore()
  },

  onRetry() {
    return this.pager?.restart()
  },

  async onDone() {
    await this.pager?.reload()
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
