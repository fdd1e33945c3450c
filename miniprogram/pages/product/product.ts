import type { Phase } from '../../components/page-state/page-state'
import { addToCart } from '../../services/add-to-cart'
import { callFunction } from '../../services/call-function'
import { readCart } from '../../services/keep-cart'
import { refusalText } from '../../services/refusals'
import { countPieces } from '../../utils/cart-lines'
import type { ChangeOf } from '../../utils/page-events'
import { noProduct, viewProduct } from '../../utils/view-product'

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    product: noProduct,
    quantity: 1,
    /** Pieces in the cart. */
    inCart: 0,
  },

  productId: '',

  onLoad({ productId = '' }: { productId?: string }) {
    this.productId = productId
  },

  async onShow() {
    this.showCart()
    await this.load()
  },

  async load() {
    const answer = await callFunction('list-products', {})
    if (!answer.ok) {
      if (this.data.phase === 'loading') this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
      return
    }
    const found = answer.products.find(({ productId }) => productId === this.productId)
    if (found === undefined) {
      this.setData({ phase: 'empty' })
      return
    }
    const product = viewProduct(found)
    const quantity = Math.max(1, Math.min(this.data.quantity, product.most))
    this.setData({ phase: 'ready', product, quantity })
  },

  async onRetry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  showCart() {
    this.setData({ inCart: countPieces(readCart()) })
  },

  onQuantity({ detail }: ChangeOf<{ value: number }>) {
    this.setData({ quantity: detail.value })
  },

  onAdd() {
    addToCart(this.productId, this.data.quantity, this.data.product.most)
    this.showCart()
  },

  onBuy() {
    void wx.navigateTo({
      url: `/pages/checkout/checkout?productId=${this.productId}&quantity=${this.data.quantity}`,
    })
  },

  onCart() {
    void wx.switchTab({ url: '/pages/cart/cart' })
  },

  onShop() {
    void wx.switchTab({ url: '/pages/shop/shop' })
  },
})
