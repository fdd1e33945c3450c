import type { ExtraPaymentView, ShopOrderView } from '@stack/contract'
import { amountProblems, reasonProblems } from '../../../pages/request-refund/problems'
import { tellRefusal } from '../../../services/tell-refusal'
import type { ChangeOf, TapOf } from '../../../utils/page-events'
import { parseYuan } from '../../../utils/parse-yuan'
import { composeReason } from '../../../utils/refund-reason'
import { startRefund } from '../../services/start-refund'
import { reasonHeight } from '../../utils/reason-height'
import { asked } from '../../utils/refund-questions'
import { outcomeOf } from '../../utils/refund-stage'

const blank = { whole: true, yuan: '', reason: '', problem: '', amountFen: 0, confirming: false }

/** Money that can be given back: the order's own payment, or an extra one. Amounts in fen. */
interface Base {
  outTradeNo: string
  /** transaction_id of the extra payment to refund; null for the payment of the order. */
  transactionId: string | null
  refundableFen: number
  refundedFen: number
  totalFen: number
  /** Number of refunds of the order. */
  seen: number
}

function baseOf(order: ShopOrderView, extra: ExtraPaymentView | null): Base {
  const { outTradeNo, refunds, refundableFen, refundedFen, totalFen } = order
  const about = { outTradeNo, seen: refunds.length }
  return extra === null
    ? { ...about, transactionId: null, refundableFen, refundedFen, totalFen }
    : { ...about, ...extra, refundedFen: extra.totalFen - extra.refundableFen }
}

/**
 * Lets a merchant give back all or a part of an order: amount and reason, then the second question. Triggers `close`, `done`
 * after the server answered, and `reload` when what it was decided on is out of date.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    order: { type: Object, value: null as unknown as ShopOrderView },
    /** The extra payment to give back; null: the order's own. */
    extra: { type: Object, value: null as unknown as ExtraPaymentView | null },
  },
  data: {
    ...blank,
    /** The refund as it was when the sheet opened: text that changes later must not turn a repetition into another refund. */
    base: null as unknown as Base,
    question: asked.approve,
    busy: false,
    height: reasonHeight,
  },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ ...blank, base: baseOf(this.data.order, this.data.extra) })
    },
  },
  methods: {
    onChoose(tap: TapOf<{ whole: boolean }>) {
      this.setData({ whole: tap.currentTarget.dataset.whole, problem: '' })
    },
    onYuan({ detail }: ChangeOf<{ value: string }>) {
      this.setData({ yuan: detail.value, problem: '' })
    },
    onReason({ detail }: ChangeOf<{ value: string }>) {
      this.setData({ reason: detail.value, problem: '' })
    },
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    onNext() {
      const { whole, yuan, reason, base } = this.data
      const parsed = whole ? { ok: true as const, fen: base.refundableFen } : parseYuan(yuan, base.refundableFen)
      const composed = composeReason('其他', reason)
      if (!parsed.ok) this.setData({ problem: amountProblems[parsed.problem] })
      else if (!composed.ok) this.setData({ problem: reasonProblems[composed.problem] })
      else this.setData({ amountFen: parsed.fen, reason: composed.reason, confirming: true })
    },
    onCancel() {
      if (!this.data.busy) this.setData({ confirming: false })
    },
    async onConfirm() {
      const { busy, amountFen, reason, base } = this.data
      if (busy) return
      this.setData({ busy: true })
      const { outTradeNo, transactionId, seen } = base
      const answer = await startRefund({ outTradeNo, transactionId, amountFen, reason, seen }).finally(() =>
        this.setData({ busy: false, confirming: false }),
      )
      if (!answer.ok) return tellRefusal(answer.refused, () => this.triggerEvent('reload'))
      this.triggerEvent('done')
      await wx.showToast({ title: outcomeOf(answer.refund), icon: 'none' })
    },
  },
})
