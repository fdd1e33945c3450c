import { WxPayError } from '../errors/wx-pay-error.ts'
import { createBillReader } from './bill-reader.ts'
import type { BillRow } from './bill-row.ts'
import type { BillSummary } from './bill-summary.ts'
import type { BillType } from './columns.ts'

/** A bill whose summary agrees with its rows. */
export interface Bill {
  rows: BillRow[]
  summary: BillSummary
}

/**
 * Reads the text of a bill (byte order mark, CRLF, back-ticks) and compares its summary with its rows.
 *
 * Fields are not quoted: a comma in one is kept, `` ,` `` in one cannot be told from a column's end and is refused.
 *
 * @throws WxPayError BILL_FORMAT, BILL_TRUNCATED, BILL_SUM_MISMATCH
 * @see https://pay.weixin.qq.com/doc/v2/merchant/4011985040
 */
export function parseBill(bill: string | Uint8Array, billType: BillType = 'ALL'): Bill {
  const text = typeof bill === 'string' ? bill : Buffer.from(bill).toString()
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const reader = createBillReader(billType)
  const rows: BillRow[] = []
  let unreadable: WxPayError | undefined
  for (const line of lines) {
    const row = reader.read(line)
    if (row instanceof WxPayError) unreadable ??= row
    else if (row !== undefined) rows.push(row)
  }
  // Thrown only now: a bill that was cut off is told as such, not by the half line at its end.
  const { summary } = reader.finish()
  if (unreadable !== undefined) throw unreadable
  return { rows, summary }
}
