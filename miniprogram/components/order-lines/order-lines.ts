import type { LineView } from '@stack/contract'

/** Order lines: title, price and number of pieces of each line. */
Component({
  properties: {
    lines: { type: Array, value: [] as LineView[] },
  },
})
