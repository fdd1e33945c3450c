import { errorCodes, type WxPayErrorCode, type WxPayErrorKind, type WxPayOutcome } from './error-codes.ts'
import type { SignedPayment } from './signed-payment.ts'

interface WxPayErrorDetails {
  raw?: string | undefined
  cause?: unknown
  description?: string | undefined
  retryable?: boolean
  outcome?: WxPayOutcome
  signedPayment?: SignedPayment | undefined
}

const RAW_MAX_CHARS = 4096

/**
 * The one error this package throws.
 *
 * `raw` is the beginning of the gateway's answer. It can name a buyer, so it is not enumerable: logging the error does
 * not log it.
 */
export class WxPayError extends Error {
  readonly code: WxPayErrorCode
  readonly kind: WxPayErrorKind
  /** The same call, with the same numbers and parameters, may succeed at another time. */
  readonly retryable: boolean
  /** 'unknown': it may have happened at the gateway; ask before doing anything else. */
  readonly outcome: WxPayOutcome
  /** The gateway's own words of a refusal (err_code_des, return_msg), for people. */
  readonly description: string | undefined
  declare readonly raw: string | undefined
  /** Order query: the answer is signed and says that the order is paid, but its payment cannot be read as one in fen. */
  readonly signedPayment: SignedPayment | undefined

  /** @param message what happened, with the value and the likely cause; never a secret */
  constructor(code: WxPayErrorCode, message: string, details: WxPayErrorDetails = {}) {
    super(`[wxpay-core] ${message}`, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'WxPayError'
    this.code = code
    this.kind = errorCodes[code].kind
    this.retryable = details.retryable ?? errorCodes[code].retryable
    this.outcome = details.outcome ?? errorCodes[code].outcome
    this.description = details.description
    this.signedPayment = details.signedPayment
    Object.defineProperty(this, 'raw', { value: details.raw?.slice(0, RAW_MAX_CHARS) })
  }
}
