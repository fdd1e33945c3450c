/** Returns `amount * share / whole`, rounded half up; exact, although the product may be beyond 2^53. */
function shareHalfUp(amount: number, share: number, whole: number): number {
  const doubled = 2n * BigInt(amount) * BigInt(share) + BigInt(whole)
  return Number(doubled / (2n * BigInt(whole)))
}

/** The merchant's fee for a payment, in fen, rounded half up. */
export function feeOf(totalFen: number, ratePerMille: number): number {
  return shareHalfUp(totalFen, ratePerMille, 1000)
}

/** Amounts that decide how much of a fee is refunded, in fen. */
export interface FeeShare {
  totalFen: number
  feeFen: number
  refundedBeforeFen: number
  feeBackBeforeFen: number
  refundFen: number
}

/**
 * The part of the fee that comes back with one refund. It is rounded on the sum of all refunds, so that the parts of a
 * fully refunded payment add up to its fee exactly.
 */
export function feeBackOf(share: FeeShare): number {
  const refundedFen = share.refundedBeforeFen + share.refundFen
  // Math.max: after a closed refund the parts still counted may be a fen ahead of the rounded sum.
  return Math.max(0, shareHalfUp(share.feeFen, refundedFen, share.totalFen) - share.feeBackBeforeFen)
}
