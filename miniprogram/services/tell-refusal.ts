import { type Refusal, refusalOf, type Way } from './refusals'

const labels: Record<Exclude<Way, 'pass'>, string> = {
  stay: '知道了',
  reload: '刷新',
  orders: '查看订单',
  shop: '去商店',
}

const tabs = { orders: '/pages/orders/orders', shop: '/pages/shop/shop' } as const

/**
 * Tells the user why something did not happen, and takes him the way out that he chooses.
 *
 * @param sentences - what some refusals mean where he is
 */
export async function tellRefusal(
  refused: Refusal,
  reload: () => unknown = () => undefined,
  sentences: Partial<Record<Refusal, string>> = {},
): Promise<void> {
  const { text: usual, way } = refusalOf(refused)
  const text = sentences[refused] ?? usual
  if (way === 'pass') {
    await wx.showToast({ title: text, icon: 'none' })
    return
  }
  const { confirm } = await wx.showModal({
    content: text,
    showCancel: way !== 'stay',
    cancelText: '知道了',
    confirmText: labels[way],
  })
  if (!confirm || way === 'stay') return
  if (way === 'reload') await reload()
  else await wx.switchTab({ url: tabs[way] })
}
