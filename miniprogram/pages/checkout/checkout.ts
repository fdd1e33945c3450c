import type { Phase } from '../../components/page-state/page-state'
import { buyOnce } from '../../services/buy-once'
import { callFunction } from '../../services/call-function'
import { readCart, writeCart } from '../../services/keep-cart'
import type { PayProgress, PayResult } from '../../services/pay-order'
import { refusalText } from '../../services/refusals'
import { rememberCashier } from '../../services/remember-cashier'
import { tellRefusal } from '../../services/tell-refusal'
import { withoutProducts } from '../../utils/cart-lines'
import type { ChangeOf } from '../../utils/page-events'
import { type CartSummary, viewCart } from '../../utils/view-cart'
import { type CheckoutQuery, readWanted } from './read-wanted'

const pageOf = { paying: '/pages/pay-result/pay-result', order: '/pages/order/order' }

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    cart: viewCart([], []) as CartSummary,
    /** Every line can be bought as it stands. */
    payable: false,
    remark: '',
    busy: false,
  },

  query: {} as CheckoutQuery,
  /** The page is gone, or another one shows what became of the order. */
  left: false,

  async onLoad(query: CheckoutQuery) {
    this.query = query
    await this.load()
  },

  onUnload() {
    this.left = true
  },

  async load() {
    const wanted = readWanted(this.query, readCart())
    if (wanted.length === 0) {
      this.setData({ phase: 'empty' })
      return
    }
    const answer = await callFunction('list-products', {})
    if (!answer.ok) {
      if (this.data.phase === 'loading') this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
      return
    }
    const cart = viewCart(wanted, answer.products)
    this.setData({ phase: 'ready', cart, payable: cart.rows.every(({ payable }) => payable) })
  },

  async onRetry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  onRemark({ detail }: ChangeOf<{ value: string }>) {
    this.setData({ remark: detail.value })
  },

  async onSubmit() {
    if (this.data.busy || !this.data.payable) return
    this.setData({ busy: true })
    try {
      await this.submit()
    } catch (error) {
      await tellRefusal('no_answer')
      throw error
    } finally {
      this.setData({ busy: false })
    }
  },

  async submit() {
    const lines = this.data.cart.rows.map(({ productId, quantity }) => ({ productId, quantity }))
    const result = await buyOnce(
      { lines, remark: this.data.remark.trim() },
      { stopped: () => this.left, onProgress: (progress) => this.showProgress(progress) },
    )
    if (!this.left) await this.showResult(result)
  },

  showProgress({ order, said }: PayProgress) {
    if (said === 'ok' || said === 'failed') {
      rememberCashier(order.outTradeNo, said)
      void this.goTo('paying', order.outTradeNo)
    } else if (this.query.from === 'cart') {
      const bought = order.lines.map(({ productId }) => productId)
      writeCart(withoutProducts(readCart(), bought))
    }
  },

  async showResult({ order, refused }: PayResult) {
    if (order !== null) await this.goTo(order.state === 'paid' ? 'paying' : 'order', order.outTradeNo)
    if (refused !== null && order?.state !== 'paid') await tellRefusal(refused, () => this.load())
  },

  /** Nobody comes back to a page whose order is made. */
  async goTo(page: keyof typeof pageOf, outTradeNo: string) {
    if (this.left) return
    this.left = true
    await wx.redirectTo({ url: `${pageOf[page]}?outTradeNo=${outTradeNo}` })
  },

  onShop() {
    void wx.switchTab({ url: '/pages/shop/shop' })
  },
})
