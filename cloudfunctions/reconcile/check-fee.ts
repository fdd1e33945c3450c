import type { BillLine } from '@stack/shop'

/** Bills have fees in 0.00001 yuan. */
const perFen = 1_000
/** Tolerance: 1 fen; 1.5 fen with refunds, because WeChat refunds part of a rounded fee. */
const tolerance = { payment: perFen, refund: 1.5 * perFen }

/** The fee of the contract for a line in fen, when WeChat took (or gave back) another one, by more than a fen. */
export function expectedFee({ kind, fee, feeBaseFen }: BillLine, feeBasisPoints: number): number | null {
  const sign = kind === 'payment' ? 1 : -1
  const expected = (sign * feeBaseFen * feeBasisPoints * perFen) / 10_000
  return Math.abs(fee - expected) <= tolerance[kind] ? null : feeInFen(expected)
}

/** Converts a bill's fee (0.00001 yuan) to fen, rounded. */
export function feeInFen(fee: number): number {
  return Math.round(fee / perFen)
}
