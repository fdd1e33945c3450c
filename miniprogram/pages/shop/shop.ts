import type { OrderView } from '@stack/contract'
import { callFunction } from '../../services/call-function'
import { findOpenOrders } from '../../services/find-open-orders'
import type { Followed } from '../../services/follow-payment'
import { newRequestId } from '../../services/new-request-id'
import { buy, type PayResult, type Purchase, payOrder } from '../../services/pay-order'
import { type Refusal, refusalText } from '../../services/refusal-text'
import { mergeOrders } from '../../utils/merge-orders'
import { type OrderCard, viewOrder } from '../../utils/view-order'
import { type ProductCard, viewProduct } from '../../utils/view-product'

type TapOf<Dataset extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.BaseEvent<
  WechatMiniprogram.IAnyObject,
  Dataset
>

Page({
  data: {
    phase: 'loading' as 'loading' | 'failed' | 'empty' | 'ready',
    products: [] as ProductCard[],
    orders: [] as OrderCard[],
    notice: '',
    /** What is under way: a productId, an outTradeNo, or empty. */
    busy: '',
  },

  /** Orders as the server last told them. */
  known: [] as OrderView[],
  /** Order numbers whose cashier may have taken money. */
  confirming: {} as Record<string, boolean>,
  /** By productId: purchases that no answer came to. */
  unanswered: {} as Record<string, Purchase | undefined>,

  async onShow() {
    // The cashier covers the page too: while a payment is under way it tells the page itself.
    if (this.data.busy !== '') return
    const refused = await this.load()
    if (refused !== null) this.setData({ notice: refusalText(refused) })
  },

  async load(): Promise<Refusal | null> {
    if (this.data.phase !== 'ready') this.setData({ phase: 'loading' })
    const [products, orders] = await Promise.all([this.loadProducts(), this.loadOrders()])
    return products ?? orders
  },

  async loadProducts(): Promise<Refusal | null> {
    const answer = await callFunction('list-products', {})
    if (!answer.ok) {
      if (this.data.phase === 'loading') this.setData({ phase: 'failed' })
      return answer.refused
    }
    const { products } = answer
    this.setData({ phase: products.length === 0 ? 'empty' : 'ready', products: products.map(viewProduct) })
    return null
  },

  async loadOrders(): Promise<Refusal | null> {
    const { orders, refused } = await findOpenOrders(this.known)
    this.showOrders(orders)
    return refused
  },

  showOrders(told: OrderView[]) {
    this.known = mergeOrders(this.known, told)
    this.setData({
      orders: this.known.map((order) => viewOrder(order, this.confirming[order.outTradeNo] === true)),
    })
  },

  showProgress({ order, confirming }: Followed) {
    this.confirming[order.outTradeNo] = confirming
    this.showOrders([order])
  },

  showResult({ order, confirming }: PayResult) {
    if (order !== null) this.showProgress({ order, confirming })
  },

  /** One thing at a time: a second tap while something is under way does nothing. */
  async run(key: string, work: () => Promise<Refusal | null>) {
    if (this.data.busy !== '') return
    this.setData({ busy: key, notice: '' })
    try {
      const refused = await work()
      if (refused !== null) this.setData({ notice: refusalText(refused) })
    } catch (error) {
      this.setData({ notice: refusalText('no_answer') })
      throw error
    } finally {
      this.setData({ busy: '' })
    }
  },

  async onBuy(tap: TapOf<{ productId: string }>) {
    const { productId } = tap.currentTarget.dataset
    await this.run(productId, async () => {
      const purchase = this.unanswered[productId] ?? {
        requestId: await newRequestId(),
        lines: [{ productId, quantity: 1 }],
      }
      this.unanswered[productId] = purchase
      const onProgress = (progress: Followed) => {
        this.showProgress(progress)
        // The new order stands above the products.
        void wx.pageScrollTo({ scrollTop: 0 })
      }
      const result = await buy(purchase, { onProgress })
      // Without an answer the order may be there: the next tap asks for the same one.
      if (result.order !== null || result.refused !== 'no_answer') this.unanswered[productId] = undefined
      this.showResult(result)
      const reload = await this.loadProducts()
      return result.refused ?? reload
    })
  },

  async onPay(tap: TapOf<{ outTradeNo: string }>) {
    const { outTradeNo } = tap.currentTarget.dataset
    await this.run(outTradeNo, async () => {
      const order = this.known.find((known) => known.outTradeNo === outTradeNo)
      if (order === undefined) return 'not_found'
      const result = await payOrder(order, { onProgress: (progress) => this.showProgress(progress) })
      this.showResult(result)
      return result.refused
    })
  },

  async onCancel(tap: TapOf<{ outTradeNo: string }>) {
    const { outTradeNo } = tap.currentTarget.dataset
    await this.run(outTradeNo, async () => {
      const cancelled = await callFunction('cancel-order', { outTradeNo })
      if (cancelled.ok) {
        this.showOrders([cancelled.order])
        return this.loadProducts()
      }
      const refused = await this.ask(outTradeNo)
      return refused ?? cancelled.refused
    })
  },

  async onAsk(tap: TapOf<{ outTradeNo: string }>) {
    const { outTradeNo } = tap.currentTarget.dataset
    await this.run(outTradeNo, () => this.ask(outTradeNo))
  },

  async ask(outTradeNo: string): Promise<Refusal | null> {
    const answer = await callFunction('get-order', { outTradeNo })
    if (!answer.ok) return answer.refused
    this.showOrders([answer.order])
    return null
  },

  async onReload() {
    await this.run('reload', () => this.load())
  },

  onDismiss() {
    this.setData({ notice: '' })
  },
})
