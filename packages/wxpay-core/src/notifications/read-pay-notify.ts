import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import type { WireFields } from '../fields/fields.ts'
import { checkMerchant, type Merchant } from '../fields/merchant.ts'
import { isPaymentElement, type Payment, readPayment } from '../fields/payment.ts'
import { toSignedPayment } from '../fields/to-signed-payment.ts'
import { checkSign } from '../sign/check-sign.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { orRefuse, type RefusedNotify, refuseNotify } from './notify-refusal.ts'

/** Content of a payment notification, or the reason of its refusal. */
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

const FIELD_IN_VALUE = /&([A-Za-z_][A-Za-z0-9_]*)=/g

/** Finds a field that one of these values holds: under the same sign it could be a field of its own. */
function findHiddenField(fields: [name: string, value: string][]): { name: string; inner: string } | undefined {
  for (const [name, value] of fields) {
    for (const [inner, innerName = ''] of value.matchAll(FIELD_IN_VALUE)) {
      if (isPaymentElement(innerName) || foreignElements.includes(innerName)) return { name, inner }
    }
  }
  return undefined
}

/**
 * The string to sign does not tell the value `1&b=2` from a field b of its own: under a genuine sign, a field could be
 * hidden in the value before it. attach may hold anything: what it hid would begin with bank_type, which is required, and
 * what it let go would have to push the genuine field into another value.
 *
 * @throws WxPayError BAD_FIELD
 */
function checkOneReading(fields: WireFields): void {
  const hidden = findHiddenField(Object.entries(fields).filter(([name]) => name !== 'attach'))
  if (hidden === undefined) return
  throw new WxPayError('BAD_FIELD', `${hidden.name} holds "${hidden.inner}": the sign can be read in two ways`)
}

/** Elements that only a payment has, among the signed messages that get this far. */
const elementsOfPayment = ['total_fee', 'time_end', 'bank_type']

/**
 * Says whether a message whose fields cannot be read is about a payment for certain. Other signed messages, such as the
 * answer to a close, name none; and where attach holds a field, that field may be the one that is missing.
 */
function isAboutPayment(fields: WireFields): boolean {
  if (!elementsOfPayment.some((name) => fields[name])) return false
  return findHiddenField([['attach', fields.attach ?? '']]) === undefined
}

/**
 * Reads a payment notification: XML guard, sign, appid and mch_id, kind, success, fields and their formats, sums.
 *
 * Whether the order exists and has this amount is for the caller to check, and that a repeated one changes nothing. One
 * that WeChat signed and whose fields alone cannot be read comes with `signedPayment`: the money is there.
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
      if (fields[name] !== 'SUCCESS') return refuseNotify('not_success', `${name} is ${formatValue(fields[name])}`)
    }
    checkOneReading(fields)
    const read = orRefuse<PayNotify>(() => ({ ok: true, payment: readPayment(fields) }))
    return read.ok || !isAboutPayment(fields) ? read : { ...read, signedPayment: toSignedPayment(fields) }
  })
}
