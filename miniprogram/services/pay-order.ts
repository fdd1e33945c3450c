import type { CallData, OrderView, PayParams } from '@stack/contract'
import { callFunction } from './call-function'
import { type Followed, type FollowTools, followPayment } from './follow-payment'
import { type CashierWord, openCashier } from './open-cashier'
import type { Refusal } from './refusal-text'

/** One intent of the buyer. The same requestId again, after any doubt, is the same order. */
export type Purchase = CallData<'create-order'>

export interface PayResult {
  /** What the server last told; null when no order is known to be there. */
  order: OrderView | null
  /** Money may have been taken, and the order does not say so yet. */
  confirming: boolean
  /** Why it went no further; null when the buyer knows: paid, or given up at the cashier. */
  refused: Refusal | null
}

export interface PayTools extends FollowTools {
  openCashier: (payment: PayParams) => Promise<CashierWord>
  /** Hears of the order while the payment is under way. */
  onProgress: (progress: Followed) => void
}

const phone: PayTools = {
  call: callFunction,
  openCashier,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  onProgress: () => undefined,
}

/** Makes the order of a purchase, or finds the one it made before, and pays it. */
export async function buy(purchase: Purchase, tools: Partial<PayTools> = {}): Promise<PayResult> {
  const { call, onProgress } = { ...phone, ...tools }
  const created = await call('create-order', purchase)
  if (!created.ok) return { order: null, confirming: false, refused: created.refused }
  onProgress({ order: created.order, confirming: false })
  return payOrder(created.order, tools)
}

/**
 * Lets the buyer pay an order: unified order, cashier, and then the order itself is asked, whatever the cashier said.
 * An order that stays unpaid can be paid again by the same call.
 */
export async function payOrder(order: OrderView, tools: Partial<PayTools> = {}): Promise<PayResult> {
  const { call, openCashier, pause, onProgress } = { ...phone, ...tools }
  const { outTradeNo } = order
  const prepared = await call('unified-order', { outTradeNo })
  if (!prepared.ok) {
    const asked = await call('get-order', { outTradeNo })
    return { order: asked.ok ? asked.order : order, confirming: false, refused: prepared.refused }
  }
  const word = await openCashier(prepared.payment)
  if (word !== 'cancel') onProgress({ order, confirming: true })
  const followed = await followPayment(order, word, { call, pause })
  const gaveUp = word === 'failed' && !followed.confirming && followed.order.state === 'unpaid'
  return { ...followed, refused: gaveUp ? 'payment_failed' : null }
}
