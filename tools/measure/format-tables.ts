import type { Summary } from './summarize.ts'

/** Row of the tables: a part of the project or the total. */
export interface Row {
  part: string
  summary: Summary
}

type Column = [title: string, cell: (summary: Summary) => string]

/** Returns a share from 0 to 1 as a percentage with one decimal. */
export const formatPercent = (share: number): string => `${(share * 100).toFixed(1)} %`

const sizes: Column[] = [
  ['files', ({ files }) => String(files)],
  ['lines', ({ lines }) => String(lines)],
  ['functions', ({ functions }) => String(functions)],
  ['fn median', ({ functionMedian }) => String(functionMedian)],
  ['fn p90', ({ functionP90 }) => String(functionP90)],
  ['longest fn', ({ longestFunction }) => String(longestFunction)],
  ['largest folder', ({ largestFolder }) => `${largestFolder.files} (${largestFolder.folder})`],
  ['folder cycles', ({ folderCycles }) => String(folderCycles.length)],
]

const texts: Column[] = [
  ['`as` /1k', ({ castsPer1000 }) => castsPer1000.toFixed(1)],
  ['`any`', ({ anyTypes }) => String(anyTypes)],
  ['`!`', ({ nonNull }) => String(nonNull)],
  ['exports documented', ({ documented }) => formatPercent(documented)],
  ['riddles', ({ riddles }) => formatPercent(riddles)],
]

function formatTable(columns: Column[], rows: Row[]): string {
  const lines = [
    ['part', ...columns.map(([title]) => title)],
    ['---', ...columns.map(() => '--:')],
    ...rows.map(({ part, summary }) => [part, ...columns.map(([, cell]) => cell(summary))]),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

/** Formats the rows as two Markdown tables: the sizes of files, functions and folders; then the types and docstrings. */
export function formatTables(rows: Row[]): string {
  return `${formatTable(sizes, rows)}\n${formatTable(texts, rows)}`
}
