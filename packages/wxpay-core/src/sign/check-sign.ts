import { WxPayError } from '../errors/wx-pay-error.ts'
import type { SignOptions } from './sign-params.ts'
import { verifySign } from './verify-sign.ts'

const signLength = { 'HMAC-SHA256': 64, MD5: 32 } as const

/** Verifies a received message. @throws WxPayError SIGN_MISSING, SIGN_ALGORITHM_MISMATCH, SIGN_INVALID */
export function checkSign(fields: Readonly<Record<string, string>>, options: SignOptions): void {
  if (!fields.sign) throw new WxPayError('SIGN_MISSING', 'the message carries no sign: it is not to be believed')
  if (verifySign(fields, options)) return
  const other = options.signType === 'MD5' ? 'HMAC-SHA256' : 'MD5'
  if (fields.sign.length === signLength[other]) {
    throw new WxPayError(
      'SIGN_ALGORITHM_MISMATCH',
      `the sign is ${fields.sign.length} characters long, as ${other} makes it, but signType is ${options.signType}. ` +
        'Likely cause: the order was placed with the other signType',
    )
  }
  throw new WxPayError(
    'SIGN_INVALID',
    `the ${options.signType} sign does not fit the message. Likely cause: the API key is not this merchant's, or the message was changed`,
  )
}
