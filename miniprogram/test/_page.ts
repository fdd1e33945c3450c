import { onTestFinished, vi } from 'vitest'
import type { OrderCard } from '../utils/view-order.ts'
import type { ProductCard } from '../utils/view-product.ts'
import { openShop } from './_shop.ts'

type Tap = { currentTarget: { dataset: Record<string, string> } }

interface ShopPage {
  data: { phase: string; products: ProductCard[]; orders: OrderCard[]; notice: string; busy: string }
  setData(changes: Partial<ShopPage['data']>): void
  onShow(): Promise<void>
  onBuy(tap: Tap): Promise<void>
  onPay(tap: Tap): Promise<void>
  onCancel(tap: Tap): Promise<void>
  onAsk(tap: Tap): Promise<void>
  onReload(): Promise<void>
  onDismiss(): void
}

export const tapOn = (dataset: Record<string, string>): Tap => ({ currentTarget: { dataset } })

/** The shop page as WeChat makes it from what the file hands to `Page`, on a phone of its own. */
export async function openPage() {
  const shop = openShop()
  let page: ShopPage | undefined
  vi.resetModules()
  vi.stubGlobal('wx', shop.wx)
  vi.stubGlobal('Page', (options: ShopPage) => {
    page = {
      ...options,
      setData(changes) {
        Object.assign(this.data, changes)
      },
    }
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  await import('../pages/shop/shop.ts')
  if (page === undefined) throw new Error('[miniprogram] shop.ts did not call Page')
  return { page, shop }
}
