import type { Account, Booking, BookingKind } from '../ledger/ledger.ts'

/** Bill line of one payment or one accepted refund; amounts in fen, from the merchant's point of view. */
export interface BillLine {
  kind: 'payment' | 'refund'
  at: number
  outTradeNo: string
  outRefundNo: string | null
  /** Paid by or owed back to the buyer, always positive. */
  amountFen: number
  /** The fee, negative when it comes back. */
  feeFen: number
}

/** Which account holds the buyer's side of a booking that a bill tells of. */
const BUYER_SIDE: Partial<Record<BookingKind, { kind: BillLine['kind']; account: Account }>> = {
  payment: { kind: 'payment', account: 'buyers' },
  refund: { kind: 'refund', account: 'refunding' },
}

/** Makes the lines of a bill from bookings, in their order; top-ups and the like are no part of it. */
export function billLines(bookings: readonly Booking[]): BillLine[] {
  return bookings.flatMap(({ kind, at, outTradeNo, outRefundNo, amounts }) => {
    const side = BUYER_SIDE[kind]
    if (side === undefined) return []
    const amountFen = Math.abs(amounts[side.account] ?? 0)
    return [{ kind: side.kind, at, outTradeNo: outTradeNo ?? '', outRefundNo, amountFen, feeFen: amounts.fees ?? 0 }]
  })
}
