/** The picture of a product; its first character where there is none or it does not load. Fills its element. */
Component({
  properties: {
    src: { type: String, value: '' },
    title: { type: String, value: '' },
  },
  data: { broken: false, initial: '' },
  observers: {
    src() {
      this.setData({ broken: false })
    },
    title(title: string) {
      this.setData({ initial: Array.from(title)[0] ?? '' })
    },
  },
  methods: {
    onBroken() {
      this.setData({ broken: true })
    },
  },
})
