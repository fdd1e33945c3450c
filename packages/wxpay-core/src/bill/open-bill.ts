import { createHash } from 'node:crypto'
import type { WxPayError } from '../errors/wx-pay-error.ts'
import { createBillReader } from './bill-reader.ts'
import type { BillRow } from './bill-row.ts'
import type { BillSummary } from './bill-summary.ts'
import type { BillType } from './columns.ts'
import { billLines } from './unpack-bill.ts'

/** A bill to be walked row by row, as often as wanted; it is held as it came, which compressed is a tenth of its text. */
export interface OpenedBill {
  /** It agrees with the rows; with unreadable ones only their number can be compared. */
  summary: BillSummary
  /** Number of unreadable rows. */
  unreadable: number
  /** SHA-256 of its lines, hex: the same bill has the same, however it was compressed. */
  digest: string
  /** The rows in their order; for one that cannot be read the error that says why (BILL_FORMAT). */
  rows(): AsyncGenerator<BillRow | WxPayError>
}

/** Walks a bill once to see that it is whole. @throws WxPayError BILL_FORMAT, BILL_TRUNCATED, BILL_SUM_MISMATCH */
export async function openBill(body: Buffer, billType: BillType): Promise<OpenedBill> {
  const reader = createBillReader(billType)
  const hash = createHash('sha256')
  for await (const line of billLines(body)) {
    hash.update(`${line}\n`)
    reader.read(line)
  }
  return { ...reader.finish(), digest: hash.digest('hex'), rows: () => rowsOf(body, billType) }
}

async function* rowsOf(body: Buffer, billType: BillType): AsyncGenerator<BillRow | WxPayError> {
  const reader = createBillReader(billType)
  for await (const line of billLines(body)) {
    const row = reader.read(line)
    if (row !== undefined) yield row
  }
}
