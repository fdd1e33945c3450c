import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { prepayId as format } from '../fields/formats.ts'
import type { Merchant } from '../fields/merchant.ts'
import { signParams } from '../sign/sign-params.ts'

/** Exactly what wx.requestPayment takes. */
export interface PayParams {
  /** Seconds, ten digits. */
  timeStamp: string
  nonceStr: string
  /** `prepay_id=…` */
  package: string
  signType: Merchant['signType']
  paySign: string
}

/**
 * Signs the parameters of wx.requestPayment. appId is signed and not passed: WeChat adds that of the mini program.
 *
 * @throws WxPayError BAD_PARAM
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011935213
 */
export function signPayParams(
  prepayId: string,
  { appId, apiKey, signType }: Merchant,
  { nowMs, nonce }: { nowMs: number; nonce: string },
): PayParams {
  if (format.write(prepayId) === undefined) {
    throw new WxPayError('BAD_PARAM', `prepayId is ${formatValue(prepayId)}: expected ${format.expect}`)
  }
  const params = {
    timeStamp: String(Math.floor(nowMs / 1000)),
    nonceStr: nonce,
    package: `prepay_id=${prepayId}`,
    signType,
  }
  return { ...params, paySign: signParams({ appId, ...params }, { apiKey, signType }) }
}
