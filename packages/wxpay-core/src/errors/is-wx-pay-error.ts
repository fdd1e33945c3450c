import type { WxPayErrorCode } from './error-codes.ts'
import { WxPayError } from './wx-pay-error.ts'

/** Tells whether `error` is a WxPayError, and one of these codes if any are given. */
export function isWxPayError(error: unknown, ...codes: WxPayErrorCode[]): error is WxPayError {
  return error instanceof WxPayError && (codes.length === 0 || codes.includes(error.code))
}
