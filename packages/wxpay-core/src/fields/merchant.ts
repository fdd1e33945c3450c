import { showValue } from '../errors/show-value.ts'
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

const shown = (value: string | undefined) => (value === undefined ? 'missing' : showValue(value))

/** @throws WxPayError OTHER_APPID, OTHER_MCH_ID */
export function checkMerchant({ appid, mch_id }: WireFields, { appId, mchId }: Merchant): void {
  if (appid !== appId) throw new WxPayError('OTHER_APPID', `appid is ${shown(appid)}, ours is ${appId}`)
  if (mch_id !== mchId) throw new WxPayError('OTHER_MCH_ID', `mch_id is ${shown(mch_id)}, ours is ${mchId}`)
}
