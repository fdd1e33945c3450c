import type { RefundRequestView, ShopRefundView } from '@stack/contract'
import { callFunction } from '../../../services/call-function'
import { mayRepeat, type Refusal } from '../../../services/refusals'
import { tellRefusal } from '../../../services/tell-refusal'
import type { ChangeOf } from '../../../utils/page-events'
import { asked, type DecisionVerb, sentences, written } from '../../utils/refund-questions'
import { outcomeOf } from '../../utils/refund-stage'
import { viewFirstApproval } from '../../utils/view-shop-refund'

/** The refund that a merchant decides on. */
export type Decided = Omit<RefundRequestView, 'lines'>

type Named = { outTradeNo: string; refundId: string }
type Answered = { ok: true; refund: ShopRefundView } | { ok: false; refused: Refusal }

const calls: Record<DecisionVerb, (named: Named, note: string) => Promise<Answered>> = {
  approve: (named) => callFunction('refund', named),
  reject: (named, reason) => callFunction('reject-refund', { ...named, reason }),
  settle: (named, note) => callFunction('settle-refund-manually', { ...named, note }),
  abandon: (named) => callFunction('abandon-refund', named),
}

/**
 * Lets a merchant decide on a refund, after a second question or with words. Triggers `close`, `done` after the server
 * answered, and `reload` when what it was decided on is out of date.
 */
Component({
  properties: {
    /** What is decided; nothing is shown while it is empty. */
    verb: { type: String, value: '' as DecisionVerb | '' },
    request: { type: Object, value: null as unknown as Decided },
  },
  data: { asked, written, first: '', busy: false },
  observers: {
    request(request: Decided | null) {
      this.setData({ first: request === null ? '' : viewFirstApproval(request.refund, Date.now()) })
    },
  },
  methods: {
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    onConfirm() {
      return this.decide('')
    },
    onNote({ detail }: ChangeOf<{ note: string }>) {
      return this.decide(detail.note)
    },
    async decide(note: string) {
      const { busy, verb, request } = this.data
      if (busy || verb === '') return
      this.setData({ busy: true })
      const { outTradeNo, refund } = request
      const answer = await calls[verb]({ outTradeNo, refundId: refund.refundId }, note)
      this.setData({ busy: false })
      if (answer.ok || !mayRepeat(answer.refused)) this.triggerEvent('close')
      if (!answer.ok) return tellRefusal(answer.refused, () => this.triggerEvent('reload'), sentences)
      this.triggerEvent('done')
      await wx.showToast({ title: outcomeOf(answer.refund), icon: 'none' })
    },
  },
})
