/** Merchant of WeChat Pay's own signing example: https://pay.weixin.qq.com/wiki/doc/api/app/app.php?chapter=4_3 */
export const merchant = {
  appId: 'wxd930ea5d5a258f4f',
  mchId: '10000100',
  apiKey: '192006250b4c09247ec02edce69f6a2d',
  signType: 'HMAC-SHA256',
} as const
