import { createWxPayClient as createReal, type WxPayOptions } from '../../src/index.ts'
import { signedAnswer } from '../../src/testing.ts'
import { merchant } from './merchant.ts'
import { unifiedOrderAnswer } from './vectors.ts'

/** What the example of the README imports, over a gateway that answers as for one unpaid order. */
export { acknowledge, failTexts, isWxPayError, reject, toSendableText } from '../../src/index.ts'

const answers: Record<string, Record<string, string>> = {
  '/pay/unifiedorder': unifiedOrderAnswer,
  '/pay/orderquery': { out_trade_no: 'T2026010100001', trade_state: 'NOTPAY', trade_state_desc: '订单未支付' },
  '/pay/closeorder': {},
}

/** Paths in the order of the calls. */
export const asked: string[] = []

export function createWxPayClient(options: WxPayOptions) {
  return createReal({
    ...options,
    transport: async ({ url }) => {
      const { pathname } = new URL(url)
      asked.push(pathname)
      return { status: 200, headers: {}, body: Buffer.from(signedAnswer(merchant, answers[pathname] ?? {})) }
    },
  })
}
