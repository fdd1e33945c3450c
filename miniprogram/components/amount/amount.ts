import { formatYuan } from '../../utils/format-yuan'

/** An amount of money as people read it. The only way amounts come on a page. */
Component({
  options: { virtualHost: false },
  properties: {
    /** Whole fen, not negative. */
    fen: { type: Number, value: 0 },
    /** s, m, l or xl. */
    size: { type: String, value: 'm' },
    /** plain, price or quiet. */
    tone: { type: String, value: 'plain' },
    /** Shown before the amount, e.g. a minus for money given back. */
    sign: { type: String, value: '' },
  },
  data: { whole: '0', cents: '00' },
  observers: {
    fen(fen: number) {
      const [whole = '', cents = ''] = formatYuan(fen).slice(1).split('.')
      this.setData({ whole, cents })
    },
  },
})
