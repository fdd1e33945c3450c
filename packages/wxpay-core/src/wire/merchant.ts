import { WxPayError } from '../errors/wx-pay-error.ts'
import type { SignType } from '../sign/sign-params.ts'
import type { WireFields } from './fields.ts'

/** Who we are to the gateway. */
export interface Merchant {
  appId: string
  mchId: string
  /** API v2 key. */
  apiKey: string
  signType: SignType
}

/** @throws WxPayError OTHER_APPID, OTHER_MCH_ID */
export function checkMerchant({ appid, mch_id }: WireFields, { appId, mchId }: Merchant): void {
  if (appid !== appId) throw new WxPayError('OTHER_APPID', `appid is ${appid ?? 'missing'}, ours is ${appId}`)
  if (mch_id !== mchId) throw new WxPayError('OTHER_MCH_ID', `mch_id is ${mch_id ?? 'missing'}, ours is ${mchId}`)
}
