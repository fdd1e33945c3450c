type Phone = Pick<typeof wx, 'getStorageSync' | 'setStorageSync'>

/** A word after which money may be gone. */
export type OpenWord = 'ok' | 'failed'

const key = 'cashier'

const readWords = (phone: Phone): Record<string, OpenWord> => phone.getStorageSync(key) || {}

/** Remembers what the cashier said of an order whose payment is not confirmed yet; survives a killed app. */
export function rememberCashier(outTradeNo: string, said: OpenWord, phone: Phone = wx): void {
  phone.setStorageSync(key, { ...readWords(phone), [outTradeNo]: said })
}

/** What the cashier said of an order whose payment is not confirmed yet; null for any other. */
export function cashierWord(outTradeNo: string, phone: Phone = wx): OpenWord | null {
  return readWords(phone)[outTradeNo] ?? null
}

/** Forgets all orders but those that pass: the state of the others says more than the cashier did. */
export function forgetCashier(keep: (outTradeNo: string) => boolean, phone: Phone = wx): void {
  const kept = Object.entries(readWords(phone)).filter(([outTradeNo]) => keep(outTradeNo))
  phone.setStorageSync(key, Object.fromEntries(kept))
}
