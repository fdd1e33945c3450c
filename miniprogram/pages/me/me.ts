import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { countDiscrepancies, countRefunds } from '../../services/count-work'
import { refusalText } from '../../services/refusals'
import { showCartBadge } from '../../services/show-cart-badge'
import type { TapOf } from '../../utils/page-events'

/** A badge: more than 9 are not counted. */
const upTo9 = (count: number) => ({ count, maxCount: 9 })

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    openid: '',
    isMerchant: false,
    merchantPages: [
      { name: 'orders', text: '订单管理', icon: 'view-list', url: '/merchant/orders/orders' },
      { name: 'refunds', text: '退款处理', icon: 'money', url: '/merchant/refund-desk/refund-desk' },
      { name: 'discrepancies', text: '对账差异', icon: 'bill', url: '/merchant/discrepancies/discrepancies' },
    ],
    /** Pending work of the merchant behind these pages. */
    waiting: { orders: upTo9(0), refunds: upTo9(0), discrepancies: upTo9(0) },
  },

  async onShow() {
    showCartBadge()
    await this.load()
  },

  async load() {
    const answer = await callFunction('get-profile', {})
    if (answer.ok) this.setData({ phase: 'ready', openid: answer.openid, isMerchant: answer.isMerchant })
    else if (this.data.phase !== 'ready') this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
    if (this.data.isMerchant) await this.count()
  },

  async count() {
    const counts = [countRefunds('waiting'), countRefunds('task'), countDiscrepancies()] as const
    const [requests, tasks, discrepancies] = await Promise.all(counts)
    this.setData({ 'waiting.refunds.count': requests + tasks, 'waiting.discrepancies.count': discrepancies })
  },

  async onRetry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async onCopy() {
    // WeChat itself says that it is copied.
    await wx.setClipboardData({ data: this.data.openid })
  },

  onOrders() {
    void wx.switchTab({ url: '/pages/orders/orders' })
  },

  onMerchantPage({ currentTarget }: TapOf<{ url: string }>) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },
})
