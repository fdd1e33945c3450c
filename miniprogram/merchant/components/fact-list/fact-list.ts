import type { TapOf } from '../../../utils/page-events'
import type { Fact } from '../../utils/view-shop-refund'

/** Labelled lines; a number that is needed elsewhere goes to the clipboard. */
Component({
  properties: {
    facts: { type: Array, value: [] as Fact[] },
  },
  methods: {
    onCopy(tap: TapOf<{ text: string }>) {
      void wx.setClipboardData({ data: tap.currentTarget.dataset.text })
    },
  },
})
