import { WxPayError } from '../errors/wx-pay-error.ts'
import type { BillRow } from './bill-row.ts'
import type { BillSummary } from './bill-summary.ts'
import { type BillType, columnsOf } from './columns.ts'

/** What each figure of the summary adds up. */
const addends: Record<keyof BillSummary, (row: BillRow) => number> = {
  count: () => 1,
  settlementTotalFee: (row) => row.settlementTotalFee,
  settlementRefundFee: (row) => row.refund?.settlementRefundFee ?? 0,
  couponRefundFee: (row) => row.refund?.couponRefundFee ?? 0,
  serviceFee: (row) => row.serviceFee,
  totalFee: (row) => row.totalFee,
  refundFee: (row) => row.refund?.refundFee ?? 0,
}

/** Compares a summary with the rows, as far as a bill of this type has the columns. @throws WxPayError BILL_SUM_MISMATCH */
export function checkSummary(summary: BillSummary, rows: BillRow[], billType: BillType): void {
  const present: readonly string[] = ['count', ...columnsOf[billType]]
  const differences = (Object.keys(addends) as (keyof BillSummary)[])
    .filter((name) => present.includes(name))
    .map((name) => ({ name, sum: rows.reduce((total, row) => total + addends[name](row), 0) }))
    .filter(({ name, sum }) => summary[name] !== sum)
    .map(({ name, sum }) => `${name} ${summary[name]}, the rows make ${sum}`)
  if (differences.length === 0) return
  throw new WxPayError('BILL_SUM_MISMATCH', `the bill's summary says ${differences.join('; ')}`)
}
