import type { CallData, OrderView, PayParams } from '@stack/contract'
import { callFunction } from './call-function'
import { type FollowTools, followPayment } from './follow-payment'
import { type CashierWord, openCashier } from './open-cashier'
import type { Refusal } from './refusals'

/** One intent of the buyer. The same requestId again, after any doubt, is the same order. */
export type Purchase = CallData<'create-order'>

export interface PayResult {
  /** Order as the server last reported it; null when no order is known. */
  order: OrderView | null
  /** Money may have been taken, and the order does not say so yet. */
  confirming: boolean
  /** Why it went no further; null when the buyer knows: paid, or given up at the cashier. */
  refused: Refusal | null
}

/** Progress of a payment. */
export interface PayProgress {
  order: OrderView
  /** Money may have been taken, and the order does not say so yet. */
  confirming: boolean
  /** The cashier's word; null while it has none. */
  said: CashierWord | null
}

export interface PayTools extends FollowTools {
  openCashier: (payment: PayParams) => Promise<CashierWord>
  /** Hears of the order while the payment is under way. */
  onProgress: (progress: PayProgress) => void
}

export const phone: PayTools = {
  call: callFunction,
  openCashier,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  stopped: () => false,
  onProgress: () => undefined,
}

/** Makes the order of a purchase, or finds the one it made before, and pays it. */
export async function buy(purchase: Purchase, tools: Partial<PayTools> = {}): Promise<PayResult> {
  const { call, onProgress } = { ...phone, ...tools }
  const created = await call('create-order', purchase)
  if (!created.ok) return { order: null, confirming: false, refused: created.refused }
  onProgress({ order: created.order, confirming: false, said: null })
  return payOrder(created.order, tools)
}

/**
 * Lets the buyer pay an order: unified order, cashier, and then the order itself is asked, whatever the cashier said.
 * An order that stays unpaid can be paid again by the same call.
 */
export async function payOrder(order: OrderView, tools: Partial<PayTools> = {}): Promise<PayResult> {
  const { call, openCashier, pause, stopped, onProgress } = { ...phone, ...tools }
  const { outTradeNo } = order
  const prepared = await call('unified-order', { outTradeNo })
  if (!prepared.ok) {
    const asked = await call('get-order', { outTradeNo })
    return { order: asked.ok ? asked.order : order, confirming: false, refused: prepared.refused }
  }
  // The buyer left while it was prepared: no cashier over a page that does not speak of it.
  if (stopped()) return { order, confirming: false, refused: null }
  const said = await openCashier(prepared.payment)
  if (said !== 'cancel') onProgress({ order, confirming: true, said })
  const followed = await followPayment(outTradeNo, said, { call, pause, stopped })
  const latest = followed.order ?? order
  const gaveUp = said === 'failed' && !followed.confirming && latest.state === 'unpaid'
  return { order: latest, confirming: followed.confirming, refused: gaveUp ? 'payment_failed' : null }
}
