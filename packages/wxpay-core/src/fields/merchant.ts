import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { SignType } from '../sign/sign-params.ts'
import type { WireFields } from './fields.ts'

/** Identity of the merchant at the gateway. */
export interface Merchant {
  appId: string
  mchId: string
  /** API v2 key. */
  apiKey: string
  signType: SignType
}

const shown = (value: string | undefined) => (value === undefined ? 'missing' : formatValue(value))

/** @throws WxPayError APPID_MISMATCH, MCH_ID_MISMATCH */
export function checkMerchant({ appid, mch_id }: WireFields, { appId, mchId }: Merchant): void {
  if (appid !== appId) throw new WxPayError('APPID_MISMATCH', `appid is ${shown(appid)}, ours is ${appId}`)
  if (mch_id !== mchId) throw new WxPayError('MCH_ID_MISMATCH', `mch_id is ${shown(mch_id)}, ours is ${mchId}`)
}
