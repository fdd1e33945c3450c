import type { CallData, DiscrepancyView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import { mayRepeat, type Refusal } from '../../services/refusals'
import { tellRefusal } from '../../services/tell-refusal'
import type { ChangeOf } from '../../utils/page-events'
import { livePage } from '../utils/live-page'
import { createPager, type ListView, type Pager } from '../utils/pager'
import type { WrittenQuestion } from '../utils/question'
import { type DiscrepancyDetail, viewDiscrepancyDetail } from '../utils/view-discrepancy'
import { unanswered } from '../utils/view-failure'

const question: WrittenQuestion = {
  title: '登记处理结果',
  label: '',
  presets: ['已核对无误', '已线下退款', '已补记账目'],
  placeholder: '怎样处理的，只有商家可以看到',
  missing: '请写明怎样处理的',
  hint: '登记后这笔差异不再待处理，不能撤回',
  action: '确认登记',
  theme: 'primary',
}

/** Meaning of some refusals on this page. */
const sentences: Partial<Record<Refusal, string>> = {
  not_found: '没有找到这笔差异，请刷新后重试',
  gateway_refused: '微信支付没有受理查询，请稍后再试',
}

Page({
  ...livePage<Pager>(),

  data: {
    ...unanswered,
    view: null as DiscrepancyDetail | null,
    question,
    /** The merchant writes what he did. */
    noting: false,
    busy: false,
  },

  discrepancyId: '',
  onLoad({ discrepancyId = '' }: { discrepancyId?: string }) {
    this.discrepancyId = discrepancyId
    this.source = createPager<DiscrepancyView>({
      async fetch(wish) {
        const answer = await callFunction('list-discrepancies', { discrepancyId, ...wish })
        return answer.ok ? { ok: true, rows: answer.discrepancies, next: answer.next } : answer
      },
      keyOf: (discrepancy) => discrepancy.discrepancyId,
      show: (list) => this.show(list),
    })
  },

  show({ rows: [discrepancy] = [], phase, ...list }: Partial<ListView<DiscrepancyView>>): void {
    const { failedText, failedAction, denied } = { ...this.data, ...list }
    this.setData({
      ...{ failedText, failedAction, denied },
      ...(phase && { phase }),
      ...(discrepancy && { view: viewDiscrepancyDetail(discrepancy, Date.now()) }),
    })
  },

  onNote() {
    this.setData({ noting: true })
  },

  onClose() {
    this.setData({ noting: false })
  },

  async onNoted({ detail }: ChangeOf<{ note: string }>) {
    await this.resolve({ discrepancyId: this.discrepancyId, how: 'note', note: detail.note })
  },

  async onRepair() {
    await this.resolve({ discrepancyId: this.discrepancyId, how: 'repair' })
  },

  async resolve(how: CallData<'resolve-discrepancy'>) {
    if (this.data.busy) return
    this.setData({ busy: true })
    const answer = await callFunction('resolve-discrepancy', how)
    const open = !answer.ok && mayRepeat(answer.refused)
    this.setData({ busy: false, noting: open && this.data.noting })
    if (!answer.ok) return tellRefusal(answer.refused, () => this.reload(), sentences)
    await this.reload()
    await wx.showToast({ title: '已处理', icon: 'success' })
  },

  onOrder() {
    void wx.navigateTo({ url: `/merchant/order/order?outTradeNo=${this.data.view?.order ?? ''}` })
  },
})
