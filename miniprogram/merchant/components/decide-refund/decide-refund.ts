import type { RefundRequestView } from '@stack/contract'
import { callFunction } from '../../../services/call-function'
import { tellRefusal } from '../../../services/tell-refusal'
import type { ChangeOf, TapOf } from '../../../utils/page-events'
import { composeReason } from '../../../utils/refund-reason'
import { reasonHeight } from '../../utils/reason-height'
import { outcomeOf } from '../../utils/refund-stage'
import { viewFirstApproval } from '../../utils/view-shop-refund'

/** The request that a merchant decides on. */
export type Decided = Omit<RefundRequestView, 'lines'>

const reasons = ['商品已取走', '商品没有问题', '已超过可退时间']

/**
 * Lets a merchant approve a request after a second question, or reject it with a reason. Triggers `close`, `done` after the
 * server answered, and `reload` when what it was decided on is out of date.
 */
Component({
  properties: {
    /** approve or reject; nothing is shown while it is empty. */
    verb: { type: String, value: '' },
    request: { type: Object, value: null as unknown as Decided },
  },
  data: { reasons, reason: '', problem: '', first: '', busy: false, height: reasonHeight },
  observers: {
    request(request: Decided | null) {
      this.setData({ first: request === null ? '' : viewFirstApproval(request.refund, Date.now()) })
    },
    verb() {
      this.setData({ reason: '', problem: '' })
    },
  },
  methods: {
    onReason({ detail }: ChangeOf<{ value: string }>) {
      this.setData({ reason: detail.value, problem: '' })
    },
    onChoose(tap: TapOf<{ reason: string }>) {
      this.setData({ reason: tap.currentTarget.dataset.reason, problem: '' })
    },
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    onApprove() {
      const { outTradeNo, refund } = this.data.request
      return this.decide(() => callFunction('refund', { outTradeNo, refundId: refund.refundId }))
    },
    onReject() {
      const { outTradeNo, refund } = this.data.request
      const composed = composeReason('其他', this.data.reason)
      if (!composed.ok) return this.setData({ problem: '请填写拒绝原因' })
      const { reason } = composed
      return this.decide(() => callFunction('reject-refund', { outTradeNo, refundId: refund.refundId, reason }))
    },
    async decide(call: () => ReturnType<typeof callFunction<'refund' | 'reject-refund'>>) {
      if (this.data.busy) return
      this.setData({ busy: true })
      const answer = await call()
      this.setData({ busy: false })
      this.triggerEvent('close')
      if (!answer.ok) return tellRefusal(answer.refused, () => this.triggerEvent('reload'))
      this.triggerEvent('done')
      await wx.showToast({ title: outcomeOf(answer.refund), icon: 'none' })
    },
  },
})
