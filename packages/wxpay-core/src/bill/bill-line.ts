import { formatValue } from '../errors/format-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'

const COLUMN_BREAK = ',`'

/** Position of each column, by its name. */
export type BillHeader = ReadonlyMap<string, number>

/** The fields of one line. */
export interface BillLine {
  /** Its number in the file, from 1. */
  number: number
  /** Empty where the bill lacks the column. */
  cell(name: string): string
}

/** Header to names; a column that is not known keeps its Chinese one. */
export function readHeader(
  line: string,
  known: Readonly<Record<string, string>>,
  needed: readonly string[],
): BillHeader {
  const names = line.split(',').map((title) => (Object.hasOwn(known, title) && known[title]) || title)
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length === 0) return new Map(names.map((name, n) => [name, n]))
  throw new WxPayError(
    'BILL_FORMAT',
    `the header ${formatValue(line)} lacks ${missing.join(', ')}. Likely cause: ${causeOf(line)}`,
  )
}

/** Names a layout that is known and not read, by what its header holds. */
function causeOf(header: string): string {
  if (header.includes('总金额') || header.includes('企业红包')) return 'the layout of before 2018, which is not read'
  const isEnglish = /^[\x20-\x7e]+$/.test(header) && /order|trade|transaction/i.test(header)
  return isEnglish ? 'English titles, which are not read' : 'a bill of another type'
}

/** Splits a line that begins with a back-tick. */
export const cellsOf = (line: string): string[] => line.slice(1).split(COLUMN_BREAK)

/** Counts the column ends in a line. */
export const countColumnBreaks = (line: string): number => line.split(COLUMN_BREAK).length - 1

/** Reads the fields of one line. @throws WxPayError BILL_FORMAT when their number is not that of the header */
export function toBillLine(cells: readonly string[], header: BillHeader, number: number): BillLine {
  if (cells.length !== header.size) {
    const cause = cells.length > header.size ? '",`" in a field' : 'a line that was cut off'
    throw new WxPayError(
      'BILL_FORMAT',
      `line ${number} of the bill has ${cells.length} fields, the header ${header.size}. Likely cause: ${cause}`,
    )
  }
  return { number, cell: (name) => cells[header.get(name) ?? -1] ?? '' }
}
