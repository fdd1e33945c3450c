import { WxPayError } from '../errors/wx-pay-error.ts'
import { readCells, readHeader } from './bill-line.ts'
import { type BillRow, readBillRow } from './bill-row.ts'
import { type BillSummary, readSummary } from './bill-summary.ts'
import { checkSummary } from './check-summary.ts'
import { type BillType, columns, columnsOf } from './columns.ts'

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
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  // Rows begin with a back-tick, so the summary's header is the next line that does not.
  const end = lines.findIndex((line) => !line.startsWith('`'))
  const summaryLine = lines[end + 1]
  if (end < 0 || summaryLine === undefined) {
    throw new WxPayError('BILL_TRUNCATED', `the bill ends after ${lines.length} rows without a summary`)
  }
  const names = readHeader(header, columns, columnsOf[billType])
  if (lines.length > end + 2) {
    throw new WxPayError('BILL_FORMAT', `line ${end + 4} of the bill stands after the summary`)
  }
  const rows = lines
    .slice(0, end)
    .map((line, n) => readBillRow({ number: n + 2, cells: readCells(line, names, n + 2) }))
  const summary = readSummary(lines[end] ?? '', summaryLine, end + 2)
  checkSummary(summary, rows, billType)
  return { rows, summary }
}
