import { showValue } from '../errors/show-value.ts'
import { checkSign } from '../sign/check-sign.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { checkMerchant, type Merchant } from './merchant.ts'
import { orRefuse, type RefusedNotify, refuseNotify } from './notify-refusal.ts'
import { type Payment, readPayment } from './payment.ts'

/** What a payment notification says, or why it is not believed. */
export type PayNotify = { ok: true; payment: Payment } | RefusedNotify

/**
 * One key signs both directions: a request or an answer that somebody got hold of verifies too. These elements occur
 * there and never in a notification.
 */
const foreignElements = [
  'trade_state',
  'trade_state_desc',
  'prepay_id',
  'code_url',
  'mweb_url',
  'notify_url',
  'spbill_create_ip',
  'body',
  'out_refund_no',
  'refund_id',
  'refund_fee',
  'refund_count',
  'package',
]

/**
 * Reads a payment notification: XML guard, sign, appid and mch_id, kind, success, fields and their formats, sums.
 *
 * That the order exists and has this amount is for the caller to check, and that a repeated one changes nothing.
 *
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011937248
 */
export function readPayNotify(body: string | Uint8Array, merchant: Merchant): PayNotify {
  return orRefuse<PayNotify>(() => {
    const fields = parseXml(body)
    checkSign(fields, merchant)
    checkMerchant(fields, merchant)
    const foreign = foreignElements.find((name) => fields[name] !== undefined)
    if (foreign !== undefined) return refuseNotify('not_a_notification', `a payment notification has no ${foreign}`)
    for (const name of ['return_code', 'result_code']) {
      if (fields[name] !== 'SUCCESS') return refuseNotify('not_success', `${name} is ${showValue(fields[name])}`)
    }
    return { ok: true, payment: readPayment(fields) }
  })
}
