import { WxPayError } from '../errors/wx-pay-error.ts'
import { type BillHeader, cellsOf, countColumnBreaks, readHeader, toBillLine } from './bill-line.ts'
import { type BillRow, readBillRow } from './bill-row.ts'
import { type BillSummary, isSummaryHeader, readSummary } from './bill-summary.ts'
import { type BillType, columns, columnsOf } from './columns.ts'
import { createTally } from './tally.ts'

/** Reads a bill line by line, without its line ends. */
export interface BillReader {
  /**
   * The row that this line shows to be complete, which is the one before it, or the error that says why that one cannot be
   * read; undefined where there is none. A field may hold a line break: that costs its row, not the bill.
   */
  read(line: string): BillRow | WxPayError | undefined
  /** To be called after the last line. @throws WxPayError BILL_TRUNCATED, BILL_FORMAT, BILL_SUM_MISMATCH */
  finish(): { summary: BillSummary; unreadable: number }
}

/** A row whose end is not known before the next line. */
interface OpenRow {
  /** Number of its first line in the file. */
  number: number
  cells: string[]
  /** Columns that it lacks so far: they stand after a line break in one of its fields. */
  missing: number
  isBroken: boolean
}

/** Creates a reader that takes a bill line by line. */
export function createBillReader(billType: BillType): BillReader {
  const tally = createTally(billType)
  const ends: string[] = []
  let header: string | undefined
  let names: BillHeader | undefined
  let number = 0
  let open: OpenRow | undefined

  function openRow(line: string): void {
    names ??= readHeader(header ?? '', columns, columnsOf[billType])
    const cells = cellsOf(line)
    open = { number, cells, missing: names.size - cells.length, isBroken: false }
  }

  function closeRow(): BillRow | WxPayError | undefined {
    if (open === undefined || names === undefined) return undefined
    const { cells, number: first, isBroken } = open
    open = undefined
    try {
      if (isBroken) throw new WxPayError('BILL_FORMAT', `line ${first} of the bill: a field holds a line break`)
      const row = readBillRow(toBillLine(cells, names, first))
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
      if (open !== undefined && continues(open, line)) {
        open.missing -= countColumnBreaks(line)
        open.isBroken = true
        return undefined
      }
      const row = closeRow()
      // Rows begin with a back-tick, so the summary's header is the next line that does not.
      if (ends.length === 0 && line.startsWith('`')) openRow(line)
      else if (ends.length < 2) ends.push(line)
      else throw new WxPayError('BILL_FORMAT', `line ${number} of the bill stands after the summary`)
      return row
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

/** Says whether a line goes on with the row before it, a field of which holds a line break. */
function continues({ missing }: OpenRow, line: string): boolean {
  if (!line.startsWith('`')) return !isSummaryHeader(line)
  return missing > 0 && countColumnBreaks(line) <= missing
}
