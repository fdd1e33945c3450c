/** The head of an order: what it is called, what comes next, and how long that may take. Passes `over` of the countdown on. */
Component({
  properties: {
    text: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** wait, good, bad or over. */
    tone: { type: String, value: 'over' },
    /** Epoch ms to count down to; 0 for none. */
    until: { type: Number, value: 0 },
  },
  methods: {
    onOver() {
      this.triggerEvent('over')
    },
  },
})
