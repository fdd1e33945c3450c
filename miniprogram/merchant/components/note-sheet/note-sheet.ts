import type { ChangeOf, TapOf } from '../../../utils/page-events'
import { composeReason } from '../../../utils/refund-reason'
import type { WrittenQuestion } from '../../utils/question'
import { reasonHeight } from '../../utils/reason-height'

/** Asks for words before something is done. Triggers `close`, and `done` with the words as `note`. */
Component({
  properties: {
    question: { type: Object, value: null as unknown as WrittenQuestion },
    amountFen: { type: Number, value: 0 },
    /** The answer is on its way. */
    busy: { type: Boolean, value: false },
  },
  data: { note: '', problem: '', height: reasonHeight },
  methods: {
    onNote({ detail }: ChangeOf<{ value: string }>) {
      this.setData({ note: detail.value, problem: '' })
    },
    onChoose(tap: TapOf<{ preset: string }>) {
      this.setData({ note: tap.currentTarget.dataset.preset, problem: '' })
    },
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    onDone() {
      const { busy, note, question } = this.data
      if (busy) return
      const composed = composeReason('其他', note)
      if (composed.ok) this.triggerEvent('done', { note: composed.reason })
      else this.setData({ problem: question.missing })
    },
  },
})
