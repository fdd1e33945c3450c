import { parseArgs } from 'node:util'
import { runCommand } from '@stack/emulator-kit/cli'
import { readFolder, root } from '@stack/local-stack'
import { findExceeded } from './find-exceeded.ts'
import { formatTables } from './format-tables.ts'
import { groupByPart } from './group-by-part.ts'
import { listFindings } from './list-findings.ts'
import { type FileMeasures, measureFile } from './measure-file.ts'
import { summarize } from './summarize.ts'

const help = `npm run measure [-- --list riddles|casts]

量出各部分源代码的规模与可读性指标；超过限度时以退出码 1 结束。
Measures the size and readability of the sources, part by part, tests left out. Exit code 1 when a limit is exceeded.

  --list KIND   each of the riddles or casts with file and line, instead of the tables

  npm run measure
  npm run measure -- --list casts
`

const isWanted = (path: string) =>
  !/(?:^|\/)(?:node_modules|test|testing|dist|docs|miniprogram_npm|\.\w+)$|\.test\.ts$|\.d\.ts$/.test(path)

/** Measures every source file in a folder of the project. */
function measureProject(): Map<string, FileMeasures> {
  const files = [...readFolder(root, isWanted)].filter(([file]) => /\/.*\.(?:ts|cjs|mjs)$/.test(file))
  return new Map(
    // Git may have checked the file out with the line ends of Windows.
    files.map(([file, content]) => [file, measureFile(file, content.toString('utf8').replaceAll('\r\n', '\n'))]),
  )
}

const printLines = (lines: string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''))

await runCommand(help, async () => {
  const { values } = parseArgs({ options: { list: { type: 'string' } } })
  const measures = measureProject()
  if (values.list !== undefined) {
    printLines(listFindings(measures, values.list))
    return
  }
  const rows = [...groupByPart(measures)].map(([part, files]) => ({ part, summary: summarize(files) }))
  process.stdout.write(formatTables([...rows, { part: '**all**', summary: summarize(measures) }]))
  const exceeded = rows.flatMap(({ part, summary }) => findExceeded(part, summary))
  if (exceeded.length === 0) return
  printLines(['', ...exceeded.map((line) => `[measure] ${line}`)])
  process.exitCode = 1
})
