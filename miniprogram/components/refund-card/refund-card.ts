import type { RefundView } from '@stack/contract'
import { type RefundCard, viewRefund } from '../../utils/view-refund'

/** One refund: amount, state, why, when. What can be done with it goes into its slot. */
Component({
  properties: {
    /** The refund, as the buyer or as a merchant sees it. */
    refund: { type: Object, value: null as unknown as RefundView },
  },
  data: { card: null as RefundCard | null },
  observers: {
    refund(refund: RefundView | null) {
      this.setData({ card: refund === null ? null : viewRefund(refund, Date.now()) })
    },
  },
})
