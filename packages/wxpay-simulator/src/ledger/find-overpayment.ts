import type { Booking, BookingKind } from './ledger.ts'

/** Bookings that use up what can be refunded of an order, or free it. What came back to the merchant stays used up. */
const USES_UP: ReadonlySet<BookingKind> = new Set(['refund', 'refund-reopened', 'refund-closed'])

/**
 * Finds out whether the bookings of one order refund more than was paid, or pay out what was not accepted for refund.
 * @returns what is wrong, undefined when nothing is
 */
export function findOverpayment(bookings: readonly Booking[]): string | undefined {
  let [paidFen, usedFen, refundingFen] = [0, 0, 0]
  for (const { kind, amounts } of bookings) {
    if (kind === 'payment') paidFen -= amounts.buyers ?? 0
    if (USES_UP.has(kind)) usedFen += amounts.refunding ?? 0
    refundingFen += amounts.refunding ?? 0
  }
  if (usedFen > paidFen) return `${usedFen} of ${paidFen} fen would be refunded`
  if (refundingFen < 0) return `${-refundingFen} fen more would be paid out than were accepted for refund`
  return undefined
}
