import { WxPayError } from '../errors/wx-pay-error.ts'
import { optional, readFields, required, writeFields } from '../fields/fields.ts'
import {
  fen,
  ipAddress,
  matching,
  notifyUrl,
  oneOf,
  openid,
  outTradeNo,
  prepayId,
  text,
  time,
  word,
} from '../fields/formats.ts'
import type { Endpoint } from './endpoint.ts'

/** An order to be placed. Lengths are UTF-8 bytes. */
export interface UnifiedOrderParams {
  /** Made and stored before the call; a repetition uses the same. 6 to 32 of `0-9A-Za-z_-|*`. */
  outTradeNo: string
  /** Amount to pay, in fen. */
  totalFee: number
  /** Description that the buyer sees; at most 127 bytes. */
  body: string
  /** Address of the payment notification: no query, at most 256 characters. */
  notifyUrl: string
  /** IPv4 or IPv6. */
  spbillCreateIp: string
  /** Default JSAPI, which mini programs use. */
  tradeType?: 'JSAPI' | 'NATIVE' | 'APP' | 'MWEB'
  /** The buyer; needed for JSAPI. */
  openid?: string
  /** Comes back in the notification and in the bill; at most 127 bytes. */
  attach?: string
  /** Epoch ms. */
  timeStart?: number
  /** Epoch ms; after it nobody can pay. Only that of the first call with this number counts. */
  timeExpire?: number
  /** JSON with goods_detail; at most 6000 bytes. */
  detail?: string
  deviceInfo?: string
  feeType?: 'CNY'
  goodsTag?: string
  limitPay?: 'no_credit'
  /** Needed for NATIVE. */
  productId?: string
  /** JSON; needed for MWEB; at most 256 bytes. */
  sceneInfo?: string
  /** Y: offer an invoice. */
  receipt?: 'Y'
  profitSharing?: 'Y' | 'N'
}

/** The order as placed. */
export interface UnifiedOrderResult {
  /** Good for two hours; goes into `payParams`. */
  prepayId: string
  tradeType: string
  /** NATIVE: what the QR code shows. */
  codeUrl?: string
  /** MWEB: where the browser goes. */
  mwebUrl?: string
}

const tradeTypes = oneOf('JSAPI', 'NATIVE', 'APP', 'MWEB')
const params = {
  outTradeNo: required(outTradeNo),
  totalFee: required(fen),
  body: required(text(127)),
  notifyUrl: required(notifyUrl),
  spbillCreateIp: required(ipAddress),
  tradeType: required(tradeTypes),
  openid: optional(openid),
  attach: optional(text(127)),
  timeStart: optional(time),
  timeExpire: optional(time),
  detail: optional(text(6000)),
  deviceInfo: optional(text(32)),
  feeType: optional(oneOf('CNY')),
  goodsTag: optional(text(32)),
  limitPay: optional(oneOf('no_credit')),
  productId: optional(text(32)),
  sceneInfo: optional(text(256)),
  receipt: optional(oneOf('Y')),
  profitSharing: optional(oneOf('Y', 'N')),
} satisfies Record<keyof UnifiedOrderParams, unknown>

const url = matching(/^[a-z]+:\/\/\S{1,512}$/, 'an address')
const result = {
  prepayId: required(prepayId),
  tradeType: required(word),
  codeUrl: optional(url),
  mwebUrl: optional(url),
}

/** Parameters that a trade type needs beside the common ones. */
const neededFor = { JSAPI: 'openid', NATIVE: 'productId', MWEB: 'sceneInfo', APP: undefined } as const

/** @see https://pay.weixin.qq.com/doc/v2/merchant/4011940985 */
export const unifiedOrder: Endpoint<UnifiedOrderParams, UnifiedOrderResult> = {
  name: 'unifiedorder',
  path: '/pay/unifiedorder',
  withCertificate: false,
  writes: true,
  encode(order) {
    const tradeType = order.tradeType ?? 'JSAPI'
    const fields = writeFields({ ...order, tradeType }, params)
    const needed = neededFor[tradeType]
    if (needed !== undefined && order[needed] === undefined) {
      throw new WxPayError('MISSING_PARAM', `${needed} is missing: tradeType ${tradeType} needs it`)
    }
    if (order.timeStart !== undefined && order.timeExpire !== undefined && order.timeExpire <= order.timeStart) {
      throw new WxPayError('BAD_PARAM', `timeExpire ${order.timeExpire} is not after timeStart ${order.timeStart}`)
    }
    return fields
  },
  decode(answer, sent) {
    const order = readFields(answer, result)
    if (order.tradeType !== sent.trade_type) {
      throw new WxPayError(
        'ORDER_MISMATCH',
        `asked for trade_type ${sent.trade_type}, answered with ${order.tradeType}`,
      )
    }
    const address = ({ NATIVE: 'codeUrl', MWEB: 'mwebUrl' } as const)[order.tradeType]
    if (address !== undefined && order[address] === undefined) {
      throw new WxPayError('MISSING_FIELD', `${address} is missing in the answer for ${order.tradeType}`)
    }
    return order
  },
}
