import type { RefundRequestView, ShopRefundView } from '@stack/contract'
import { callFunction } from '../../../services/call-function'
import { mayRepeat, type Refusal } from '../../../services/refusals'
import { tellRefusal } from '../../../services/tell-refusal'
import { confirm } from '../../../utils/confirm'
import type { ChangeOf } from '../../../utils/page-events'
import { asked, type DecisionVerb, fetchBack, sentences, written } from '../../utils/refund-questions'
import { outcomeOf } from '../../utils/refund-stage'
import { viewFirstApproval } from '../../utils/view-shop-refund'

/** The refund that a merchant decides on. */
export type Decided = Omit<RefundRequestView, 'lines' | 'overRefundedFen'>

type Named = { outTradeNo: string; refundId: string }
type Answered = { ok: true; said: string } | { ok: false; refused: Refusal }

/** Returns the answer with the words that tell the merchant what became of the refund. */
async function say(answer: Promise<{ ok: true; refund: ShopRefundView } | { ok: false; refused: Refusal }>) {
  const answered = await answer
  return answered.ok ? { ok: true as const, said: outcomeOf(answered.refund) } : answered
}

/** After CHANGE the money is at WeChat: it must be fetched back before the buyer is paid another way. */
async function settle(named: Named, note: string): Promise<Answered> {
  const answer = await say(callFunction('settle-refund-manually', { ...named, note }))
  if (answer.ok || answer.refused !== 'fetch_back_first') return answer
  const isFetchedBack = await confirm(fetchBack)
  return isFetchedBack ? say(callFunction('settle-refund-manually', { ...named, note, hasFetchedBack: true })) : answer
}

async function resolve(named: Named, note: string): Promise<Answered> {
  const answer = await callFunction('resolve-refund-task', { ...named, note })
  return answer.ok ? { ok: true, said: '已登记' } : answer
}

const calls: Record<DecisionVerb, (named: Named, note: string) => Promise<Answered>> = {
  approve: (named) => say(callFunction('refund', named)),
  reject: (named, reason) => say(callFunction('reject-refund', { ...named, reason })),
  settle,
  paid: (named, note) => say(callFunction('settle-refund-manually', { ...named, note, isFact: true })),
  abandon: (named) => say(callFunction('abandon-refund', named)),
  query: (named) => say(callFunction('query-refund', named)),
  resolve,
}

/**
 * Lets a merchant decide on a refund, after a second question or with words. Triggers `close`, `done` after the server
 * answered, and `reload` when what it was decided on is out of date.
 */
Component({
  properties: {
    /** Decision to confirm; nothing is shown while it is empty. */
    verb: { type: String, value: '' as DecisionVerb | '' },
    request: { type: Object, value: null as unknown as Decided },
  },
  data: { asked, written, first: '', busy: false },
  observers: {
    // Nothing is decided by a query: it needs no second question.
    verb(verb: DecisionVerb | '') {
      if (verb === 'query') void this.decide('')
    },
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
      await wx.showToast({ title: answer.said, icon: 'none' })
    },
  },
})
