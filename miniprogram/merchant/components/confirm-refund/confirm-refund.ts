import type { Question } from '../../utils/question'

/** The second question before something is done about money: how much, and how much went back already. Triggers `confirm` and `cancel`. */
Component({
  properties: {
    question: { type: Object, value: null as unknown as Question },
    amountFen: { type: Number, value: 0 },
    refundedFen: { type: Number, value: 0 },
    totalFen: { type: Number, value: 0 },
    /** Which merchant agreed first, and when; empty when nobody did. */
    first: { type: String, value: '' },
    /** The answer is on its way. */
    busy: { type: Boolean, value: false },
  },
  data: { waiting: { content: '正在提交', loading: true, disabled: true } },
  methods: {
    onConfirm() {
      this.triggerEvent('confirm')
    },
    onCancel() {
      this.triggerEvent('cancel')
    },
  },
})
