/** States of a page before it has content to show. */
export type Phase = 'loading' | 'empty' | 'failed' | 'ready'

/** Stands for the content of a page while there is none: loading, empty or failed, each with a way out. */
Component({
  properties: {
    phase: { type: String, value: 'loading' },
    /** Sentence for the empty state. */
    emptyText: { type: String, value: '这里还没有内容' },
    /** Way out of the empty state; none when empty. */
    emptyAction: { type: String, value: '' },
    /** Sentence for the failed state. */
    failedText: { type: String, value: '没有加载出来，请检查网络后重试' },
    /** Way out of the failed state; none when empty. */
    failedAction: { type: String, value: '重新加载' },
    /** cart, orders or requests: the picture of the empty state. */
    picture: { type: String, value: 'orders' },
  },
  methods: {
    onAct() {
      this.triggerEvent(this.data.phase === 'empty' ? 'leave' : 'retry')
    },
  },
})
