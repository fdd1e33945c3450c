import type { Merchant } from '../../src/fields/merchant.ts'

/** The key of the official signing example: https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3 */
export const apiKey = '192006250b4c09247ec02edce69f6a2d'

export const merchant: Merchant = {
  appId: 'wxd930ea5d5a258f4f',
  mchId: '10000100',
  apiKey,
  signType: 'HMAC-SHA256',
}

export const md5Merchant: Merchant = { ...merchant, signType: 'MD5' }
