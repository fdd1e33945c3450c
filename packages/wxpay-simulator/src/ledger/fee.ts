/** Divides non-negative integers, rounding half up. */
function divideHalfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor))
}

/** The merchant's fee for a payment, in fen, rounded half up. */
export function feeOf(totalFen: number, ratePerMille: number): number {
  return divideHalfUp(totalFen * ratePerMille, 1000)
}

/** What is needed to say how much of a fee comes back. All in fen. */
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
  return Math.max(0, divideHalfUp(share.feeFen * refundedFen, share.totalFen) - share.feeBackBeforeFen)
}
