/** Answer of the simulator's cashier. Amounts in fen. */
export interface CashierAnswer {
  /** `requestPayment:ok`, `requestPayment:fail cancel`, `requestPayment:fail (余额不足)` … */
  errMsg: string
  payee?: string
  body?: string
  totalFee?: number
}

/** Actions in the cashier. */
export type CashierAction = 'inspect' | 'pay' | 'cancel' | 'not-enough-money'

/** Does one thing in the cashier; rejects when there is none. */
export type AskCashier = (action: CashierAction) => Promise<CashierAnswer>

export const PAID = 'requestPayment:ok'

/** The payment went through, and the client never heard of it. */
export const NETWORK_LOST = failure('网络连接失败，请稍后再试')

/** `errMsg` of a failed payment, as WeChat writes it: the reason stands in brackets. */
export function failure(reason: string): string {
  return `requestPayment:fail (${reason})`
}

/** The reason that stands in an `errMsg`, for people. */
export function reasonIn(errMsg: string): string {
  return errMsg.replace(/^requestPayment:fail\s*/, '').replace(/^\((.*)\)$/s, '$1')
}

/** Fen as yuan: 1234 is `12.34`. */
export function yuan(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
