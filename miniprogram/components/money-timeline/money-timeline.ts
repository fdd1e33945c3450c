import { type TimelineRow, type Told, viewTimeline } from '../../utils/view-timeline'

/** Time line of the money of an order, newest last. */
Component({
  properties: {
    /** The order, as its buyer or as a merchant sees it. */
    order: { type: Object, value: null as unknown as Told },
  },
  data: { rows: [] as TimelineRow[] },
  observers: {
    order(order: Told | null) {
      this.setData({ rows: order === null ? [] : viewTimeline(order, Date.now()) })
    },
  },
})
