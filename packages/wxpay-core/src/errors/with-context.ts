import type { WxPayOutcome } from './error-codes.ts'
import type { SignedPayment } from './signed-payment.ts'
import { WxPayError } from './wx-pay-error.ts'

/** The same error with more known about it: the answer it came from, or that an earlier try left the outcome open. */
export function withContext(
  error: WxPayError,
  known: { raw?: string; outcome?: WxPayOutcome; signedPayment?: SignedPayment },
): WxPayError {
  const { code, retryable, description, cause } = error
  const signedPayment = error.signedPayment ?? known.signedPayment
  const message = error.message.replace('[wxpay-core] ', '')
  const raw = error.raw ?? known.raw
  const outcome = known.outcome ?? error.outcome
  return new WxPayError(code, message, { raw, cause, description, retryable, outcome, signedPayment })
}
