import { WxPayError } from '../errors/wx-pay-error.ts'
import type { WireFields } from '../fields/fields.ts'
import type { EndpointName } from './gateway-codes.ts'

/** One call of the gateway whose answer is a message. */
export interface Endpoint<P, R> {
  name: EndpointName
  path: string
  withCertificate: boolean
  /** It changes something at the gateway, so that a lost answer leaves the outcome open. */
  writes: boolean
  /** Business parameters by wire name. @throws WxPayError of kind input */
  encode(params: P): WireFields
  /** @param sent what was asked, to see that the answer is about it */
  decode(answer: WireFields, sent: WireFields): R
}

/** An order by either of its numbers; transactionId wins where both are given. */
export type OrderRef = { outTradeNo: string; transactionId?: string } | { outTradeNo?: string; transactionId: string }

/** @throws WxPayError MISSING_PARAM when none of these is among the fields */
export function requireOneOf(fields: WireFields, ...names: [wireName: string, name: string][]): void {
  if (names.some(([wireName]) => fields[wireName] !== undefined)) return
  throw new WxPayError('MISSING_PARAM', `one of ${names.map(([, name]) => name).join(', ')} is needed`)
}

/** @throws WxPayError ORDER_MISMATCH when the answer has another value than the question in one of these fields */
export function requireSame(answer: WireFields, sent: WireFields, ...wireNames: string[]): void {
  for (const name of wireNames) {
    if (sent[name] !== undefined && answer[name] !== sent[name]) {
      throw new WxPayError(
        'ORDER_MISMATCH',
        `asked with ${name} ${sent[name]}, answered with ${answer[name] ?? 'none'}`,
      )
    }
  }
}
