import type { ProductView } from '@stack/contract'
import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { readCart, writeCart } from '../../services/keep-cart'
import { refusalText } from '../../services/refusals'
import { showCartBadge } from '../../services/show-cart-badge'
import { type CartLine, withoutProducts, withQuantity } from '../../utils/cart-lines'
import type { ChangeOf, TapOf } from '../../utils/page-events'
import { type CartSummary, viewCart } from '../../utils/view-cart'

type LineTap = TapOf<{ productId: string }>
type LineChange = ChangeOf<{ value: number }, { productId: string }>

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    cart: viewCart([], []) as CartSummary,
  },

  /** Products of the shop as last loaded; null before the first load. */
  products: null as ProductView[] | null,
  /** Products that the buyer does not want this time. */
  unselected: [] as string[],

  async onShow() {
    this.show()
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
    if (this.data.phase === 'empty') return
    const answer = await callFunction('list-products', {})
    if (answer.ok) {
      this.products = answer.products
      this.show()
    } else if (this.products === null) {
      this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
    } else {
      await wx.showToast({ title: refusalText(answer.refused), icon: 'none' })
    }
  },

  show() {
    showCartBadge()
    const lines = readCart()
    if (lines.length === 0) this.setData({ phase: 'empty' })
    else if (this.products === null) this.setData({ phase: 'loading' })
    else this.setData({ phase: 'ready', cart: viewCart(lines, this.products, this.unselected) })
  },

  change(lines: CartLine[]) {
    writeCart(lines)
    // What comes back into the cart later is wanted again.
    this.unselected = this.unselected.filter((known) => lines.some(({ productId }) => productId === known))
    this.show()
  },

  onTick({ currentTarget }: LineTap) {
    const { productId } = currentTarget.dataset
    const row = this.data.cart.rows.find((shown) => shown.productId === productId)
    if (!row?.payable) return
    const ticked = this.unselected.filter((known) => known !== productId)
    this.unselected = ticked.length < this.unselected.length ? ticked : [...ticked, productId]
    this.show()
  },

  onTickAll() {
    this.unselected = this.data.cart.allSelected ? readCart().map(({ productId }) => productId) : []
    this.show()
  },

  onQuantity({ detail, currentTarget }: LineChange) {
    this.change(withQuantity(readCart(), currentTarget.dataset.productId, detail.value))
  },

  onReduce({ currentTarget }: TapOf<{ productId: string; most: number }>) {
    const { productId, most } = currentTarget.dataset
    this.change(withQuantity(readCart(), productId, most))
  },

  async onDelete({ currentTarget }: LineTap) {
    const { productId } = currentTarget.dataset
    const { confirm } = await wx.showModal({ content: '从购物车删除这件商品？', confirmText: '删除' })
    if (confirm) this.change(withoutProducts(readCart(), [productId]))
  },

  onOpen({ currentTarget }: LineTap) {
    void wx.navigateTo({ url: `/pages/product/product?productId=${currentTarget.dataset.productId}` })
  },

  onCheckout() {
    const chosen = this.data.cart.rows.filter(({ selected }) => selected).map(({ productId }) => productId)
    if (chosen.length === 0) return
    void wx.navigateTo({ url: `/pages/checkout/checkout?from=cart&products=${chosen.join(',')}` })
  },

  onShop() {
    void wx.switchTab({ url: '/pages/shop/shop' })
  },
})
