import { noProduct } from '../../utils/view-product'

/** A product on the shelf. Tells `open` when it is tapped and `add` when its cart button is. */
Component({
  properties: {
    product: { type: Object, value: noProduct },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
    onAdd() {
      this.triggerEvent('add')
    },
  },
})
