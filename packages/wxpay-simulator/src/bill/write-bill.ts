import type { Column } from './columns.ts'

/** A whole bill: rows already in the bill's order, the summary over them. */
export interface BillTable {
  columns: readonly Column[]
  rows: readonly Record<string, string>[]
  summary: readonly (readonly [title: string, value: string])[]
}

/** Writes a bill as the gateway does: BOM, CRLF also at the end, no back-ticks in headers, one before every value. */
export function writeBill({ columns, rows, summary }: BillTable): string {
  const lines = [
    columns.join(','),
    ...rows.map((row) => backTicked(columns.map((column) => row[column] ?? ''))),
    summary.map(([title]) => title).join(','),
    backTicked(summary.map(([, value]) => value)),
  ]
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`
}

// A line break inside a product name would end the row: nothing in the format can quote it.
function backTicked(values: string[]): string {
  return values.map((value) => `\`${value.replace(/[\r\n]+/g, ' ')}`).join(',')
}

/** Fen as yuan with 2 decimals, `-0.02`. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Fen as yuan with 5 decimals, the format of fees. */
export function yuanOfFee(fen: number): string {
  return `${yuan(fen)}000`
}
