import { expect, test } from 'vitest'
import { findExceeded } from '../../measure/find-exceeded.ts'
import { findFolderCycles } from '../../measure/find-folder-cycles.ts'
import { formatTables } from '../../measure/format-tables.ts'
import { groupByPart } from '../../measure/group-by-part.ts'
import { listFindings } from '../../measure/list-findings.ts'
import { measureFile } from '../../measure/measure-file.ts'
import { summarize } from '../../measure/summarize.ts'

const text = `import { type A as B } from 'a'
/** What is asked. */
export const asked = 1
/**
 * Returns a number.
 */
export function read(value: unknown): number {
  const fixed = [1] as const
  return (value as number) + fixed[0]!
}
export type Loose = any
`
const file = measureFile('a.ts', text)

test.each([
  { source: 'const a = b as C', casts: ['as C'] },
  { source: 'const a = b as unknown as C', casts: ['as C', 'as unknown'] },
  { source: 'const a = [1] as const', casts: [] },
  { source: 'const a = b satisfies C', casts: [] },
  { source: "import { a as b } from 'c'", casts: [] },
  { source: 'export { a as b }; const a = 1', casts: [] },
])('$source holds the casts $casts', ({ source, casts }) => {
  expect(measureFile('a.ts', source).casts.map((cast) => cast.text)).toStrictEqual(casts)
})

test.each([
  { docstring: '/** Whether it is paid. */', isRiddle: true },
  { docstring: '/**\n * How it is paid.\n */', isRiddle: true },
  { docstring: '/** Returns how it is paid. */', isRiddle: false },
  { docstring: '/** Official page. */', isRiddle: false },
  { docstring: '// What it is.', isRiddle: false },
])('$docstring is a riddle: $isRiddle', ({ docstring, isRiddle }) => {
  expect(measureFile('a.ts', docstring).riddles).toHaveLength(isRiddle ? 1 : 0)
})

test.each([
  { source: 'function a() {\n  return 1\n}', functions: [3] },
  { source: 'const a = () => 1', functions: [1] },
  { source: 'class A {\n  b() {\n  }\n}', functions: [2] },
  { source: 'function a(): void\nfunction a() {}', functions: [1] },
])('$source has functions of $functions lines', ({ source, functions }) => {
  expect(measureFile('a.ts', source).functions).toStrictEqual(functions)
})

test.each([
  { source: '/** Amount. */\nexport const a = 1', exports: 1, documentedExports: 1 },
  { source: 'export type A = string', exports: 1, documentedExports: 0 },
  { source: '/** Amount. */\nconst a = 1\nexport function b() {}', exports: 1, documentedExports: 0 },
  { source: 'export default 1', exports: 1, documentedExports: 0 },
  { source: "export { a } from './a.ts'", exports: 0, documentedExports: 0 },
])('$source has $documentedExports of $exports exports documented', ({ source, ...expected }) => {
  expect(measureFile('a.ts', source)).toMatchObject(expected)
})

test.each([
  { source: "import { a } from './a.ts'", imports: ['./a.ts'] },
  { source: "import type { A } from '../a.ts'", imports: ['../a.ts'] },
  { source: "export { a } from './a.ts'", imports: ['./a.ts'] },
  { source: "export * from './a.ts'", imports: ['./a.ts'] },
  { source: "const a = await import('./a.ts')", imports: ['./a.ts'] },
  { source: "type A = import('./a.ts').A", imports: ['./a.ts'] },
  { source: "import 'node:fs'", imports: [] },
])('$source imports $imports', ({ source, imports }) => {
  expect(measureFile('a.ts', source).imports).toStrictEqual(imports)
})

test('lines, any and non-null assertions are counted', () => {
  expect(file).toMatchObject({ lines: 11, anyTypes: 1, nonNull: 1, docstrings: 2, functions: [4] })
})

test('a text that cannot be parsed is refused', () => {
  expect(() => measureFile('a.ts', 'const = 1')).toThrow('[measure] invalid source "a.ts"')
})

test('one chain is found for each group of folders that import each other', () => {
  const measures = new Map([
    ['p/index.ts', { imports: ['./a/one.ts', './gone.ts'] }],
    ['p/a/one.ts', { imports: ['../b/two', './three.ts'] }],
    ['p/a/three.ts', { imports: [] }],
    ['p/b/two.ts', { imports: ['../c'] }],
    ['p/c/index.ts', { imports: ['../b/two.ts', '../a/three.ts'] }],
  ])
  expect(findFolderCycles(measures)).toStrictEqual([['p/a', 'p/b', 'p/c', 'p/a']])
})

test('folders that import one way are no cycle', () => {
  const measures = new Map([
    ['p/a/one.ts', { imports: ['../b/two.ts'] }],
    ['p/b/two.ts', { imports: ['../c/three.ts'] }],
    ['p/c/three.ts', { imports: [] }],
  ])
  expect(findFolderCycles(measures)).toStrictEqual([])
})

test('parts stand in the order of the tables, unknown ones last', () => {
  const measures = new Map(
    ['tools/a/main.ts', 'packages/new/src/a.ts', 'packages/order/src/a.ts'].map((path) => [path, 1]),
  )
  expect([...groupByPart(measures)]).toStrictEqual([
    ['order', new Map([['packages/order/src/a.ts', 1]])],
    ['tools', new Map([['tools/a/main.ts', 1]])],
    ['new', new Map([['packages/new/src/a.ts', 1]])],
  ])
})

test('several files are summarized', () => {
  const other = { ...file, functions: [1, 60] }
  const { castsPer1000, documented, ...summary } = summarize(
    new Map(Object.entries({ 'p/a.ts': file, 'p/b.ts': other })),
  )
  expect([castsPer1000.toFixed(1), documented.toFixed(2)]).toStrictEqual(['90.9', '0.67'])
  expect(summary).toStrictEqual({
    ...{ files: 2, lines: 22, functions: 3, functionMedian: 4, functionP90: 60, longestFunction: 60 },
    ...{ anyTypes: 2, nonNull: 2, riddles: 0.5, folderCycles: [], largestFolder: { folder: 'p', files: 2 } },
  })
})

const empty = summarize(new Map())

test('a part without files exceeds nothing', () => {
  expect(empty).toMatchObject({ files: 0, castsPer1000: 0, riddles: 0, documented: 1, longestFunction: 0 })
  expect(findExceeded('shop', empty)).toStrictEqual([])
})

const cycle = ['a', 'b', 'a']
test.each([
  { part: 'shop', measured: { castsPer1000: 5 }, line: undefined },
  { part: 'shop', measured: { castsPer1000: 5.1 }, line: 'shop: 5.1 casts per 1,000 lines, at most 5' },
  { part: 'miniprogram-runtime', measured: { castsPer1000: 12 }, line: undefined },
  {
    part: 'miniprogram-runtime',
    measured: { castsPer1000: 13 },
    line: 'miniprogram-runtime: 13.0 casts per 1,000 lines, at most 12',
  },
  { part: 'shop', measured: { riddles: 0.02 }, line: undefined },
  { part: 'shop', measured: { riddles: 0.03 }, line: 'shop: 3.0 % of the docstrings are riddles, at most 2.0 %' },
  { part: 'shop', measured: { documented: 0.9 }, line: 'shop: 90.0 % of the exports are documented, at least 95.0 %' },
  { part: 'shop', measured: { folderCycles: [cycle] }, line: 'shop: folders import each other in a circle: a → b → a' },
  { part: 'shop', measured: { largestFolder: { folder: 'a', files: 25 } }, line: undefined },
  {
    part: 'shop',
    measured: { largestFolder: { folder: 'a', files: 26 } },
    line: 'shop: a holds 26 source files, at most 25',
  },
])('limits of $part: $line', ({ part, measured, line }) => {
  expect(findExceeded(part, { ...empty, ...measured })).toStrictEqual(line === undefined ? [] : [line])
})

test('the tables are Markdown, a row for each part', () => {
  const tables = formatTables([{ part: 'p', summary: summarize(new Map([['p/a.ts', file]])) }])
  expect(tables).toContain('| p | 1 | 11 | 1 | 4 | 4 | 4 | 1 (p) | 0 |\n')
  expect(tables).toContain('| p | 90.9 | 1 | 1 | 66.7 % | 50.0 % |\n')
})

test('findings are listed with file and line', () => {
  const measures = new Map([['p/a.ts', file]])
  expect(listFindings(measures, 'riddles')).toStrictEqual(['p/a.ts:2 What is asked.'])
  expect(listFindings(measures, 'casts')).toStrictEqual(['p/a.ts:9 as number'])
  expect(() => listFindings(measures, 'any')).toThrow('[measure] invalid --list "any"; expected riddles or casts.')
})
