import type { BrowserPhone } from './phone.ts'

/** From the shelf to the open cashier. */
export async function walkToCashier(phone: BrowserPhone, product = '小店贴纸'): Promise<void> {
  await phone.tap(product)
  await phone.tap('立即购买')
  await phone.tap('提交并支付')
}

/** The number of the order whose page is on top. */
export async function orderOnTop(phone: BrowserPhone): Promise<string> {
  const number = /outTradeNo=(\w+)$/.exec((await phone.stack()).at(-1) ?? '')?.[1]
  if (number === undefined) throw new Error('the page on top is not that of an order')
  return number
}
