import { showValue } from '../errors/show-value.ts'
import { WxPayError } from '../errors/wx-pay-error.ts'

/** The fields of one line, by column. */
export interface BillLine {
  /** Its number in the file, from 1. */
  number: number
  cells: ReadonlyMap<string, string>
}

/** Header to names; a column that is not known keeps its Chinese one. */
export function readHeader(line: string, known: Readonly<Record<string, string>>, needed: readonly string[]): string[] {
  const names = line.split(',').map((title) => (Object.hasOwn(known, title) && known[title]) || title)
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length === 0) return names
  throw new WxPayError(
    'BILL_FORMAT',
    `the header ${showValue(line)} lacks ${missing.join(', ')}. Likely cause: a bill of another type`,
  )
}

export function readCells(line: string, names: string[], lineNumber: number): Map<string, string> {
  const cells = line.slice(1).split(',`')
  if (!line.startsWith('`') || cells.length !== names.length) {
    throw new WxPayError(
      'BILL_FORMAT',
      `line ${lineNumber} of the bill has ${cells.length} fields, the header ${names.length}. Likely cause: ",\`" in a field`,
    )
  }
  return new Map(names.map((name, n) => [name, cells[n] ?? '']))
}
