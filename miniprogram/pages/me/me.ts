import type { Phase } from '../../components/page-state/page-state'
import { callFunction } from '../../services/call-function'
import { refusalText } from '../../services/refusals'
import { showCartBadge } from '../../services/show-cart-badge'
import type { TapOf } from '../../utils/page-events'

Page({
  data: {
    phase: 'loading' as Phase,
    failedText: '',
    openid: '',
    isMerchant: false,
    merchantPages: [
      { text: '订单管理', icon: 'view-list', url: '/merchant/orders/orders' },
      { text: '退款处理', icon: 'money', url: '/merchant/refund-desk/refund-desk' },
    ],
  },

  async onShow() {
    showCartBadge()
    await this.load()
  },

  async load() {
    const answer = await callFunction('get-profile', {})
    if (answer.ok) this.setData({ phase: 'ready', openid: answer.openid, isMerchant: answer.isMerchant })
    else if (this.data.phase !== 'ready') this.setData({ phase: 'failed', failedText: refusalText(answer.refused) })
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
