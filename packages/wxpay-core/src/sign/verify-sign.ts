import { safeEqual } from './safe-equal.ts'
import { type SignOptions, signParams } from './sign-params.ts'

/**
 * Tells whether `sign` among the fields fits the other fields, in constant time, upper-case hex only.
 *
 * The algorithm is the given one; `sign_type` and the length of the sign decide nothing.
 */
export function verifySign(fields: Readonly<Record<string, string>>, options: SignOptions): boolean {
  return safeEqual(fields.sign ?? '', signParams(fields, options))
}
