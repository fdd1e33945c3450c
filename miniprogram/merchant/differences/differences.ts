import type { DifferenceState, DifferenceView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { livePage } from '../utils/live-page'
import { createPager, type FetchedPage, type ListView, type More, type Pager, type PageWish } from '../utils/pager'
import { type DifferenceRow, viewDifferenceRow } from '../utils/view-difference'
import { isAdmitted, unanswered } from '../utils/view-failure'

const tabs = [
  { value: 'open', label: '待处理', empty: '账目一致，没有待处理的差异' },
  { value: 'resolved', label: '已处理', empty: '还没有处理过的差异' },
] as const satisfies { value: DifferenceState; label: string; empty: string }[]

Page({
  ...livePage<Pager>(),

  data: {
    ...unanswered,
    /** The server has taken the caller for a merchant. */
    open: false,
    tabs,
    tab: 'open' as DifferenceState,
    emptyText: '',
    rows: [] as DifferenceRow[],
    more: 'idle' as More,
  },

  onLoad() {
    this.source = createPager<DifferenceView>({
      fetch: (wish) => this.fetch(wish),
      keyOf: ({ differenceId }) => differenceId,
      show: (view) => this.show(view),
    })
  },

  onReachBottom() {
    return this.source?.loadMore()
  },

  async fetch(wish: PageWish): Promise<FetchedPage<DifferenceView>> {
    const answer = await callFunction('list-differences', { state: this.data.tab, ...wish })
    return answer.ok ? { ok: true, rows: answer.differences, next: answer.next } : answer
  },

  show({ rows, ...view }: Partial<ListView<DifferenceView>>): void {
    const { tab, open } = this.data
    this.setData({
      ...view,
      ...(rows && { rows: rows.map(viewDifferenceRow) }),
      open: isAdmitted(open, view),
      emptyText: tabs.find(({ value }) => value === tab)?.empty ?? '',
    })
  },

  async onTab({ detail }: ChangeOf<{ value: DifferenceState }>) {
    if (detail.value === this.data.tab) return
    this.setData({ tab: detail.value })
    await this.source?.restart()
  },

  onDifference(tap: TapOf<{ id: string }>) {
    void wx.navigateTo({ url: `/merchant/difference/difference?differenceId=${tap.currentTarget.dataset.id}` })
  },
})
