import { createWxPayClient, parseXml } from 'wxpay-core'
import { createGateway } from '../gateway/create-gateway.ts'
import type { Gateway } from '../gateway/gateway.ts'

/** A merchant with the key of the official signing example: https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3 */
export const sampleMerchant = {
  appId: 'wxd930ea5d5a258f4f',
  mchId: '10000100',
  apiKey: '192006250b4c09247ec02edce69f6a2d',
  signType: 'HMAC-SHA256',
} as const

/** The real gateway over a wire that a test answers, by path and fields of the request. */
export function wireGateway(
  answer: (path: string, fields: Record<string, string>) => string | Buffer,
  now: () => number,
): Gateway {
  const client = createWxPayClient({
    ...sampleMerchant,
    now,
    wait: async () => undefined,
    transport: async ({ url, body }) => {
      const told = answer(new URL(url).pathname, parseXml(body))
      return { status: 200, headers: {}, body: typeof told === 'string' ? Buffer.from(told) : told }
    },
  })
  return createGateway(client, 'https://notify.shop.example')
}
