import { formatTimeLeft } from '../../utils/format-time-left'

/** The interval of each instance that is counting. */
const ticking = new WeakMap<object, ReturnType<typeof setInterval>>()

/**
 * Counts down to a moment as `mm:ss`, by the clock: a phone that slept is right again at the next tick. Triggers `over`
 * when the moment has come.
 */
Component({
  properties: {
    /** Epoch ms. */
    until: { type: Number, value: 0 },
  },
  data: { text: '' },
  observers: {
    until() {
      this.start()
    },
  },
  lifetimes: {
    detached() {
      this.stop()
    },
  },
  pageLifetimes: {
    show() {
      this.start()
    },
    hide() {
      this.stop()
    },
  },
  methods: {
    start() {
      this.stop()
      ticking.set(
        this,
        setInterval(() => this.tick(), 1_000),
      )
      this.tick()
    },
    stop() {
      const timer = ticking.get(this)
      if (timer !== undefined) clearInterval(timer)
      ticking.delete(this)
    },
    tick() {
      const leftMs = this.data.until - Date.now()
      this.setData({ text: formatTimeLeft(leftMs) })
      if (leftMs > 0) return
      this.stop()
      this.triggerEvent('over')
    },
  },
})
