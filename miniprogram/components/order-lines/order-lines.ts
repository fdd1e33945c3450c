import type { LineView } from '@stack/contract'

/** What was bought: title, price and number of pieces of each line. */
Component({
  properties: {
    lines: { type: Array, value: [] as LineView[] },
  },
})
