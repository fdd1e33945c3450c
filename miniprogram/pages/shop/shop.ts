import type { Phase } from '../../components/page-state/page-state'
import { addToCart } from '../../services/add-to-cart'
import { callFunction } from '../../services/call-function'
import { findOpenOrders } from '../../services/find-open-orders'
import { refusalText } from '../../services/refusals'
import { cashierWord, hearOrders } from '../../services/remember-cashier'
import { showCartBadge } from '../../services/show-cart-badge'
import { mergeOrders } from '../../utils/merge-orders'
import type { TapOf } from '../../utils/page-events'
import { viewOpenOrders } from '../../utils/view-open-orders'
import { type ProductCard, viewProduct } from '../../utils/view-product'

type ProductTap = TapOf<{ productId: string }>

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    products: [] as ProductCard[],
    /** About orders that wait for money; empty when none does. */
    notice: '',
  },

  async onShow() {
    showCartBadge()
    await this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    await wx.stopPullDownRefresh()
  },

  async onRetry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    await Promise.all([this.loadProducts(), this.loadNotice()])
  },

  async loadProducts() {
    const answer = await callFunction('list-products', {})
    if (answer.ok) {
      const products = answer.products.map(viewProduct)
      this.setData({ products, phase: products.length === 0 ? 'empty' : 'ready' })
    } else if (this.data.phase === 'ready') {
      await wx.showToast({ title: refusalText(answer.refused), icon: 'none' })
    } else {
      this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
    }
  },

  async loadNotice() {
    const { orders, refused } = await findOpenOrders([])
    if (refused !== null) return
    const open = mergeOrders([], orders).filter(({ state }) => state === 'unpaid')
    hearOrders(orders)
    this.setData({ notice: viewOpenOrders(open, (outTradeNo) => cashierWord(outTradeNo) !== null) })
  },

  onOrders() {
    void wx.switchTab({ url: '/pages/orders/orders' })
  },

  onOpen(tap: ProductTap) {
    void wx.navigateTo({ url: `/pages/product/product?productId=${tap.currentTarget.dataset.productId}` })
  },

  onAdd(tap: ProductTap) {
    const { productId } = tap.currentTarget.dataset
    const product = this.data.products.find((shown) => shown.productId === productId)
    if (product === undefined) return
    addToCart(productId, 1, product.most)
    showCartBadge()
  },
})
