/** What a page may be in before it has something to show. */
export type Phase = 'loading' | 'empty' | 'failed' | 'ready'

/** Stands for the content of a page while there is none: loading, empty or failed, each with a way out. */
Component({
  properties: {
    phase: { type: String, value: 'loading' },
    /** What is empty, as a sentence. */
    emptyText: { type: String, value: '这里还没有内容' },
    /** Way out of the empty state; none when empty. */
    emptyAction: { type: String, value: '' },
    /** What went wrong, as a sentence. */
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
