import type { DiscrepancyState, DiscrepancyView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { livePage } from '../utils/live-page'
import { createPager, type FetchedPage, type ListView, type More, type Pager, type PageWish } from '../utils/pager'
import { type DiscrepancyRow, viewDiscrepancyRow } from '../utils/view-discrepancy'
import { isAdmitted, unanswered } from '../utils/view-failure'

const tabs = [
  { value: 'open', label: '待处理', empty: '账目一致，没有待处理的差异' },
  { value: 'resolved', label: '已处理', empty: '还没有处理过的差异' },
] as const satisfies { value: DiscrepancyState; label: string; empty: string }[]

Page({
  ...livePage<Pager>(),

  data: {
    ...unanswered,
    /** The server has taken the caller for a merchant. */
    open: false,
    tabs,
    tab: 'open' as DiscrepancyState,
    emptyText: '',
    rows: [] as DiscrepancyRow[],
    more: 'idle' as More,
  },

  onLoad() {
    this.source = createPager<DiscrepancyView>({
      fetch: (wish) => this.fetch(wish),
      keyOf: ({ discrepancyId }) => discrepancyId,
      show: (view) => this.show(view),
    })
  },

  onReachBottom() {
    return this.source?.loadMore()
  },

  async fetch(wish: PageWish): Promise<FetchedPage<DiscrepancyView>> {
    const answer = await callFunction('list-discrepancies', { state: this.data.tab, ...wish })
    return answer.ok ? { ok: true, rows: answer.discrepancies, next: answer.next } : answer
  },

  show({ rows, ...view }: Partial<ListView<DiscrepancyView>>): void {
    const { tab, open } = this.data
    this.setData({
      ...view,
      ...(rows && { rows: rows.map(viewDiscrepancyRow) }),
      open: isAdmitted(open, view),
      emptyText: tabs.find(({ value }) => value === tab)?.empty ?? '',
    })
  },

  async onTab({ detail }: ChangeOf<{ value: DiscrepancyState }>) {
    if (detail.value === this.data.tab) return
    this.setData({ tab: detail.value })
    await this.source?.restart()
  },

  onDiscrepancy(tap: TapOf<{ id: string }>) {
    void wx.navigateTo({ url: `/merchant/discrepancy/discrepancy?discrepancyId=${tap.currentTarget.dataset.id}` })
  },
})
