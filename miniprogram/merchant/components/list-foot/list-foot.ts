/** The foot of a list that comes page by page. Triggers `more` when the next page is wanted again. */
Component({
  properties: {
    /** idle, loading, failed or end. */
    more: { type: String, value: 'idle' },
  },
  methods: {
    onMore() {
      this.triggerEvent('more')
    },
  },
})
