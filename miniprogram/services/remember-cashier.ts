import type { OrderView } from '@stack/contract'

type Phone = Pick<typeof wx, 'getStorageSync' | 'setStorageSync'>

/** A word after which money may be gone. */
export type OpenWord = 'ok' | 'failed'

interface Kept {
  said: OpenWord
  /** Epoch ms. */
  at: number
}

const key = 'cashier'

/** An error of the cashier is doubted so long; what the server tells later counts. */
const doubtMs = 3_000

const readKept = (phone: Phone): Record<string, Kept> => phone.getStorageSync(key) || {}

function forget(isOver: (outTradeNo: string, kept: Kept) => boolean, phone: Phone): void {
  const kept = Object.entries(readKept(phone)).filter(([outTradeNo, word]) => !isOver(outTradeNo, word))
  phone.setStorageSync(key, Object.fromEntries(kept))
}

/** Remembers what the cashier said of an order whose payment is not confirmed yet; survives a killed app. */
export function rememberCashier(outTradeNo: string, said: OpenWord, phone: Phone = wx, now = Date.now()): void {
  phone.setStorageSync(key, { ...readKept(phone), [outTradeNo]: { said, at: now } })
}

/** Returns the cashier's result for an order whose payment is not confirmed yet; null for any other. */
export function cashierWord(outTradeNo: string, phone: Phone = wx): OpenWord | null {
  return readKept(phone)[outTradeNo]?.said ?? null
}

/** Forgets what the cashier said of an order: the order itself says more. */
export function forgetCashier(outTradeNo: string, phone: Phone = wx): void {
  forget((known) => known === outTradeNo, phone)
}

/**
 * Hears what the server just told of orders. What the cashier said is over for those that are no longer unpaid, and an
 * error of the cashier also for those that are, once it is 3 s old.
 */
export function hearOrders(told: readonly OrderView[], phone: Phone = wx, now = Date.now()): void {
  const states = new Map(told.map(({ outTradeNo, state }) => [outTradeNo, state]))
  forget((outTradeNo, { said, at }) => {
    const state = states.get(outTradeNo)
    return state === 'unpaid' ? said === 'failed' && now - at >= doubtMs : state !== undefined
  }, phone)
}
