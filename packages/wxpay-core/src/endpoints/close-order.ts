import { required, writeFields } from '../fields/fields.ts'
import { outTradeNo } from '../fields/formats.ts'
import type { Endpoint } from './endpoint.ts'

/** The order to close. */
export interface CloseOrderParams {
  outTradeNo: string
}

/** @see https://apifox.com/apidoc/docs-site/1172626/api-25935478 (a mirror of the official page 9_3) */
export const closeOrder: Endpoint<CloseOrderParams, void> = {
  name: 'closeorder',
  path: '/pay/closeorder',
  withCertificate: false,
  writes: true,
  encode: (order) => writeFields(order, { outTradeNo: required(outTradeNo) }),
  // The answer names no order: SUCCESS is all there is.
  decode: () => undefined,
}
