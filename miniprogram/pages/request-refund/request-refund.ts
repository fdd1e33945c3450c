import type { OrderView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { refusalText } from '../../services/refusals'
import { requestRefundOnce } from '../../services/request-refund-once'
import { tellRefusal } from '../../services/tell-refusal'
import { writeYuan } from '../../utils/format-yuan'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { type ParsedYuan, parseYuan } from '../../utils/parse-yuan'
import { composeReason, type PresetReason, presetReasons } from '../../utils/refund-reason'
import { amountProblems, reasonProblems } from './problems'

type Choice = 'whole' | 'part'

/** The buyer asks for money back: all that is left of an order, or a part. */
Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    order: null as OrderView | null,
    choices: [
      { value: 'whole', label: '全部退款' },
      { value: 'part', label: '部分退款' },
    ],
    choice: 'whole' as Choice,
    /** As typed. */
    amountText: '',
    amountProblem: '',
    presets: presetReasons,
    preset: '' as PresetReason | '',
    /** As written. */
    words: '',
    reasonProblem: '',
    busy: false,
  },

  outTradeNo: '',

  onLoad({ outTradeNo = '' }: { outTradeNo?: string }) {
    this.outTradeNo = outTradeNo
  },

  onShow() {
    void this.reload()
  },

  onRetry() {
    this.setData({ phase: 'loading' })
    void this.reload()
  },

  /** Asks the server; what was typed stays. */
  async reload() {
    const answer = await callFunction('get-order', { outTradeNo: this.outTradeNo })
    if (answer.ok) {
      const { order } = answer
      this.setData({ order, phase: order.refundableFen > 0 ? 'ready' : 'empty' })
    } else if (this.data.order === null) {
      this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
    }
  },

  onChoice(tap: TapOf<{ choice: Choice }>) {
    this.setData({ choice: tap.currentTarget.dataset.choice, amountProblem: '' })
  },

  onAmount(change: ChangeOf<{ value: string }>) {
    this.setData({ amountText: change.detail.value, amountProblem: '' })
  },

  onAmountBlur() {
    if (this.data.amountText !== '') this.readAmount()
  },

  onWhole() {
    const { order } = this.data
    if (order !== null) this.setData({ amountText: writeYuan(order.refundableFen), amountProblem: '' })
  },

  onPreset(tap: TapOf<{ preset: PresetReason }>) {
    this.setData({ preset: tap.currentTarget.dataset.preset, reasonProblem: '' })
  },

  onWords(change: ChangeOf<{ value: string }>) {
    this.setData({ words: change.detail.value, reasonProblem: '' })
  },

  /** The amount that is asked for; says on the page what is wrong with it. */
  readAmount(): ParsedYuan {
    const { order, choice, amountText } = this.data
    const maxFen = order?.refundableFen ?? 0
    if (choice === 'whole') return { ok: true, fen: maxFen }
    const parsed = parseYuan(amountText, maxFen)
    this.setData({ amountProblem: parsed.ok ? '' : amountProblems[parsed.problem] })
    return parsed
  },

  readReason() {
    const composed = composeReason(this.data.preset, this.data.words)
    this.setData({ reasonProblem: composed.ok ? '' : reasonProblems[composed.problem] })
    return composed
  },

  async onSubmit() {
    if (this.data.busy) return
    const amount = this.readAmount()
    const composed = this.readReason()
    if (!amount.ok || !composed.ok) return
    this.setData({ busy: true })
    try {
      await this.submit(amount.fen, composed.reason)
    } finally {
      this.setData({ busy: false })
    }
  },

  async submit(amountFen: number, reason: string) {
    const answer = await requestRefundOnce({ outTradeNo: this.outTradeNo, amountFen, reason })
    if (answer.ok) {
      await this.leave()
      await wx.showToast({ title: '已提交申请', icon: 'success' })
      return
    }
    await this.reload()
    await tellRefusal(answer.refused, () => this.reload())
  },

  onLeave() {
    void this.leave()
  },

  /** Back to the order, which shows what became of the request. */
  async leave() {
    const [, below] = [...getCurrentPages()].reverse()
    if (below?.route === 'pages/order/order') await wx.navigateBack()
    else await wx.redirectTo({ url: `/pages/order/order?outTradeNo=${this.outTradeNo}` })
  },
})
