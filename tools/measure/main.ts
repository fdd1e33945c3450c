import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { readFolder, root } from '@stack/local-stack'
import { type FileMeasures, measureFile } from './measure-file.ts'
import { type Summary, summarize } from './summarize.ts'

const help = `npm run measure [-- --list riddles|casts]

量出源代码的可读性指标；超过限度时以退出码 1 结束。
Measures how the sources read, tests left out; exit code 1 when a limit is exceeded. Folder cycles and folder sizes are kept
by a test (test/repository/package-graph.test.ts).

  --list WHAT   each riddle or cast with file and line
`

/** Docstrings that are riddles, at most. */
const riddleLimit = 0.02
const documentedLimit = 0.95
/** Casts per 1,000 lines, at most; the runtime speaks to an untyped engine. */
const castLimit = (part: string) => (part === 'packages/miniprogram-runtime' ? 12 : 5)

const isSource = (path: string) =>
  !/(?:^|\/)(?:node_modules|test|testing|dist|docs|miniprogram_npm|\.\w+)$|\.test\.ts$|\.d\.ts$/.test(path)

const partOf = (file: string) => /^(?:packages\/[\w-]+|[\w-]+)/.exec(file)?.[0] ?? file

function measureProject(): Map<string, FileMeasures> {
  const files = [...readFolder(root, isSource)].filter(([file]) => file.includes('/') && file.endsWith('.ts'))
  return new Map(
    files.map(([file, content]) => [file, measureFile(file, content.toString('utf8').replaceAll('\r\n', '\n'))]),
  )
}

function groupByPart(measures: Map<string, FileMeasures>): Map<string, FileMeasures[]> {
  const parts = new Map<string, FileMeasures[]>()
  for (const [file, measured] of measures) parts.set(partOf(file), [...(parts.get(partOf(file)) ?? []), measured])
  return parts
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

const columns: [title: string, cell: (summary: Summary) => string][] = [
  ['files', ({ files }) => String(files)],
  ['lines', ({ lines }) => String(lines)],
  ['fn p90', ({ functionP90 }) => String(functionP90)],
  ['longest fn', ({ longestFunction }) => String(longestFunction)],
  ['`as` /1k', ({ castsPer1000 }) => castsPer1000.toFixed(1)],
  ['`any`', ({ anyTypes }) => String(anyTypes)],
  ['`!`', ({ nonNull }) => String(nonNull)],
  ['exports documented', ({ documented }) => percent(documented)],
  ['riddles', ({ riddles }) => percent(riddles)],
]

function exceeded(part: string, summary: Summary): string[] {
  return [
    ...(summary.riddles > riddleLimit
      ? [`${part}: ${percent(summary.riddles)} riddles, at most ${percent(riddleLimit)}`]
      : []),
    ...(summary.castsPer1000 > castLimit(part)
      ? [`${part}: ${summary.castsPer1000.toFixed(1)} casts per 1,000 lines, at most ${castLimit(part)}`]
      : []),
    ...(summary.documented < documentedLimit
      ? [`${part}: ${percent(summary.documented)} of the exports documented, at least ${percent(documentedLimit)}`]
      : []),
  ]
}

function list(measures: Map<string, FileMeasures>, what: string): string[] {
  if (what !== 'riddles' && what !== 'casts') {
    throw new UsageError(`[measure] invalid --list "${what}"; expected riddles or casts.`)
  }
  return [...measures].flatMap(([file, { riddles, casts }]) =>
    what === 'riddles'
      ? riddles.map(({ line, opening }) => `${file}:${line} ${opening}`)
      : casts.map((line) => `${file}:${line}`),
  )
}

await runCommand(help, async () => {
  const { values } = parseArgs({ options: { list: { type: 'string' } } })
  const measures = measureProject()
  if (values.list !== undefined) {
    process.stdout.write(
      list(measures, values.list)
        .map((line) => `${line}\n`)
        .join(''),
    )
    return
  }
  const parts = groupByPart(measures)
  const rows = [...parts].map(([part, files]) => ({ part, summary: summarize(files) }))
  const total = { part: '**all**', summary: summarize([...measures.values()]) }
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`
  process.stdout.write(line(['part', ...columns.map(([title]) => title)]))
  process.stdout.write(line(['---', ...columns.map(() => '--:')]))
  for (const { part, summary } of [...rows, total])
    process.stdout.write(line([part, ...columns.map(([, cell]) => cell(summary))]))
  const problems = rows.flatMap(({ part, summary }) => exceeded(part, summary))
  process.stdout.write(problems.map((problem) => `[measure] ${problem}\n`).join(''))
  if (problems.length > 0) process.exitCode = 1
})
