import type { WireFields } from '../fields/fields.ts'
import type { Merchant } from '../fields/merchant.ts'
import { signParams } from '../sign/sign-params.ts'
import { buildXml } from '../xml/build-xml.ts'

/** The signed XML of a call. */
export function buildRequest(params: WireFields, { appId, mchId, apiKey, signType }: Merchant, nonce: string): string {
  const fields = { appid: appId, mch_id: mchId, nonce_str: nonce, sign_type: signType, ...params }
  return buildXml({ ...fields, sign: signParams(fields, { apiKey, signType }) })
}
