import { WxPayError } from '../errors/wx-pay-error.ts'
import { type BillHeader, countSeparators, readHeader, readLine } from './bill-line.ts'
import { type BillRow, readBillRow } from './bill-row.ts'
import { type BillSummary, isSummaryHeader, readSummary } from './bill-summary.ts'
import { type BillType, columns, columnsOf } from './columns.ts'
import { createTally } from './tally.ts'

/** Reads a bill line by line, without its line ends. */
export interface BillReader {
  /**
   * The row in a line, or the error that says why it cannot be read; undefined where the line holds none, or goes on with a
   * field in which a line break stands: that costs its row, not the bill.
   */
  read(line: string): BillRow | WxPayError | undefined
  /** To be called after the last line. @throws WxPayError BILL_TRUNCATED, BILL_FORMAT, BILL_SUM_MISMATCH */
  finish(): { summary: BillSummary; unreadable: number }
}

export function createBillReader(billType: BillType): BillReader {
  const tally = createTally(billType)
  const ends: string[] = []
  let header: string | undefined
  let names: BillHeader | undefined
  let number = 0
  /** Columns that the row before lacks: what stands after a line break in one of its fields. */
  let missing = 0
  let hasRows = false

  /** Says whether a line goes on with the field of the row before, in which a line break stands. */
  function isContinuation(line: string): boolean {
    if (!hasRows || ends.length > 0) return false
    if (!line.startsWith('`')) return !isSummaryHeader(line)
    return missing > 0 && countSeparators(line) <= missing
  }

  function readRow(line: string): BillRow | WxPayError {
    names ??= readHeader(header ?? '', columns, columnsOf[billType])
    hasRows = true
    missing = Math.max(0, names.size - 1 - countSeparators(line))
    try {
      const row = readBillRow(readLine(line, names, number))
      tally.add(row)
      return row
    } catch (error) {
      if (!(error instanceof WxPayError)) throw error
      tally.addUnreadable()
      return error
    }
  }

  return {
    read(line) {
      number += 1
      if (header === undefined) {
        header = line
        return undefined
      }
      if (isContinuation(line)) {
        missing = Math.max(0, missing - countSeparators(line))
        return undefined
      }
      // Rows begin with a back-tick, so the summary's header is the next line that does not.
      if (ends.length === 0 && line.startsWith('`')) return readRow(line)
      if (ends.length === 2) {
        throw new WxPayError('BILL_FORMAT', `line ${number} of the bill stands after the summary`)
      }
      ends.push(line)
      return undefined
    },
    finish() {
      const [summaryHeader, summaryLine] = ends
      if (summaryHeader === undefined || summaryLine === undefined) {
        const rows = Math.max(0, number - 1 - ends.length)
        throw new WxPayError('BILL_TRUNCATED', `the bill ends after ${rows} rows without a summary`)
      }
      names ??= readHeader(header ?? '', columns, columnsOf[billType])
      const summary = readSummary(summaryHeader, summaryLine, number - 1)
      tally.check(summary)
      return { summary, unreadable: tally.unreadable() }
    },
  }
}
