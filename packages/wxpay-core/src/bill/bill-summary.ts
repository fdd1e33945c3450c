import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'
import { cellsOf, readHeader, toBillLine } from './bill-line.ts'
import { summaryColumns } from './columns.ts'
import { readDecimal } from './read-decimal.ts'

/** The last line of a bill. Amounts in fen. */
export interface BillSummary {
  count: number
  settlementTotalFee: number
  settlementRefundFee: number
  couponRefundFee: number
  /** In 0.00001 yuan. */
  serviceFee: number
  totalFee: number
  refundFee: number
}

const placesOf: Record<keyof BillSummary, number> = {
  count: 0,
  settlementTotalFee: 2,
  settlementRefundFee: 2,
  couponRefundFee: 2,
  serviceFee: 5,
  totalFee: 2,
  refundFee: 2,
}

/** Says whether a line is the header of the summary, with which the rows end. */
export function isSummaryHeader(line: string): boolean {
  return line.startsWith('总交易单数,') && !line.includes('`')
}

/** Reads the last two lines of a bill. @throws WxPayError BILL_FORMAT */
export function readSummary(header: string, line: string, lineNumber: number): BillSummary {
  const fields = Object.values(summaryColumns)
  const cells = line.startsWith('`') ? cellsOf(line) : []
  const { cell } = toBillLine(cells, readHeader(header, summaryColumns, fields), lineNumber + 1)
  const read = (name: keyof BillSummary): number => {
    const value = readDecimal(cell(name), placesOf[name])
    if (value === undefined) {
      throw new WxPayError('BILL_FORMAT', `the bill's summary: ${name} is ${formatValue(cell(name))}`)
    }
    return value
  }
  return Object.fromEntries(fields.map((name) => [name, read(name)])) as Record<keyof BillSummary, number>
}
