import type { PayParams } from '@stack/contract'

/**
 * Result of the closed cashier. It proves nothing about the money: it only decides how patiently the order
 * is asked for.
 */
export type CashierWord = 'ok' | 'cancel' | 'failed'

type Cashier = Pick<typeof wx, 'requestPayment'>

// Clients up to 6.5.2 say `requestPayment:cancel`, and only to `complete`.
const words: Record<string, CashierWord> = {
  'requestPayment:ok': 'ok',
  'requestPayment:fail cancel': 'cancel',
  'requestPayment:cancel': 'cancel',
}

/**
 * Opens WeChat's cashier and waits until it is gone.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/payment/wx.requestPayment.html
 */
export function openCashier(payment: PayParams, cashier: Cashier = wx): Promise<CashierWord> {
  return new Promise((resolve) => {
    cashier.requestPayment({ ...payment, complete: ({ errMsg }) => resolve(words[errMsg] ?? 'failed') })
  })
}
