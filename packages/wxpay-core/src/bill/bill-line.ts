import { showValue } from '../errors/show-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'

/** Where each column stands, by its name. */
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
    `the header ${showValue(line)} lacks ${missing.join(', ')}. Likely cause: ${causeOf(line)}`,
  )
}

/** Layouts that are known and not read, by what their header holds. */
function causeOf(header: string): string {
  if (header.includes('总金额') || header.includes('企业红包')) return 'the layout of before 2018'
  if (/^[\x20-\x7e]+$/.test(header)) return 'a bill with English titles; set the merchant platform to Chinese'
  return 'a bill of another type'
}

/** Counts the column ends in a line. */
export function countSeparators(line: string): number {
  return line.split(',`').length - 1
}

export function readLine(line: string, header: BillHeader, number: number): BillLine {
  const cells = line.slice(1).split(',`')
  if (!line.startsWith('`') || cells.length !== header.size) {
    throw new WxPayError(
      'BILL_FORMAT',
      `line ${number} of the bill has ${cells.length} fields, the header ${header.size}. Likely cause: ",\`" in a field`,
    )
  }
  return { number, cell: (name) => cells[header.get(name) ?? -1] ?? '' }
}
