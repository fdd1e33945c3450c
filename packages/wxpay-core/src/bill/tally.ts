import { WxPayError } from '../errors/wx-pay-error.ts'
import type { BillRow } from './bill-row.ts'
import type { BillSummary } from './bill-summary.ts'
import { type BillType, columnsOf } from './columns.ts'

type Name = keyof BillSummary

/** Rows that each figure of the summary adds up. */
const addends: Record<Name, (row: BillRow) => number> = {
  count: () => 1,
  settlementTotalFee: (row) => row.settlementTotalFee,
  settlementRefundFee: (row) => row.refund?.settlementRefundFee ?? 0,
  couponRefundFee: (row) => row.refund?.couponRefundFee ?? 0,
  serviceFee: (row) => row.serviceFee,
  totalFee: (row) => row.totalFee,
  refundFee: (row) => row.refund?.refundFee ?? 0,
}
const names = Object.keys(addends) as Name[]

/** Adds the rows of a bill up as they come, for its summary at the end. */
export interface Tally {
  add(row: BillRow): void
  /** A row that cannot be read has no amounts: from then on only the number of rows can be compared. */
  addUnreadable(): void
  unreadable(): number
  /** @throws WxPayError BILL_SUM_MISMATCH */
  check(summary: BillSummary): void
}

/** Creates a tally that adds up rows and compares the sums with the summary. */
export function createTally(billType: BillType): Tally {
  const present: readonly string[] = ['count', ...columnsOf[billType]]
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
  let unreadable = 0
  return {
    add(row) {
      for (const name of names) sums[name] += addends[name](row)
    },
    addUnreadable() {
      unreadable += 1
      sums.count += 1
    },
    unreadable: () => unreadable,
    check(summary) {
      const comparable = unreadable === 0 ? names.filter((name) => present.includes(name)) : ['count' as const]
      const discrepancies = comparable
        .filter((name) => summary[name] !== sums[name])
        .map((name) => `${name} ${summary[name]}, the rows make ${sums[name]}`)
      if (discrepancies.length === 0) return
      throw new WxPayError('BILL_SUM_MISMATCH', `the bill's summary says ${discrepancies.join('; ')}`)
    },
  }
}
