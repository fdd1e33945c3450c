import { UsageError } from '@stack/emulator-kit/cli'
import { type Comment, type Node, parseSync, visitorKeys } from 'oxc-parser'

/** A place in a file, with the text that a person looks for there; lines count from 1. */
export interface Finding {
  line: number
  text: string
}

/** Measures of one source file. */
export interface FileMeasures {
  lines: number
  /** Lengths of functions in lines. */
  functions: number[]
  /** Each `as` that asserts a type, with that type; `as const`, `satisfies` and renames are none. */
  casts: Finding[]
  anyTypes: number
  nonNull: number
  docstrings: number
  /** Docstrings whose opening makes the reader guess, with their first line. */
  riddles: Finding[]
  /** Exported declarations; a name that is only passed on (`export { a } from`) is none. */
  exports: number
  documentedExports: number
  /** Specifiers of relative imports, types included. */
  imports: string[]
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
const riddle = /^(?:What|How|Where|Who|When|Of|From|Whether)\b/

/** Visits a node and everything in it. */
function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [Reflect.get(node, key)].flat()) if (child) visit(child, see)
  }
}

/** Returns the first line of a docstring. */
const openingOf = ({ value }: Comment) =>
  value
    .replace(/^\*\s*(?:\*\s*)?/, '')
    .split('\n')[0]
    ?.trim() ?? ''

/** Returns where a node imports from, when that is a relative path. */
function importsOf(node: Node): string[] {
  const source = 'source' in node ? node.source : undefined
  if (source === undefined || source === null || source.type !== 'Literal') return []
  return typeof source.value === 'string' && source.value.startsWith('.') ? [source.value] : []
}

/** Returns the cast that a node is, with the place of its type. */
function castsOf(node: Node, text: string): { start: number; text: string }[] {
  if (node.type !== 'TSAsExpression') return []
  const { start, end } = node.typeAnnotation
  const type = text.slice(start, end).replaceAll(/\s+/g, ' ')
  return type === 'const' ? [] : [{ start, text: `as ${type}` }]
}

/**
 * Measures one file by its syntax tree.
 *
 * @throws UsageError when the text cannot be parsed
 */
export function measureFile(file: string, text: string): FileMeasures {
  const { program, comments, errors } = parseSync(file, text)
  if (errors[0] !== undefined) throw new UsageError(`[measure] invalid source "${file}"; ${errors[0].message}.`)
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const docstrings = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  const openings = docstrings.map((docstring) => ({ line: lineOf(docstring.start), text: openingOf(docstring) }))
  const measures: FileMeasures = {
    ...{ lines: text.split('\n').length - 1, functions: [], casts: [], anyTypes: 0, nonNull: 0, imports: [] },
    ...{ docstrings: docstrings.length, riddles: openings.filter((opening) => riddle.test(opening.text)) },
    ...{ exports: 0, documentedExports: 0 },
  }
  const isDocumented = ({ start }: Node) =>
    docstrings.some(({ end }) => end <= start && text.slice(end, start).trim() === '')
  visit(program, (node) => {
    measures.imports.push(...importsOf(node))
    if (functionTypes.has(node.type)) measures.functions.push(lineOf(node.end) - lineOf(node.start) + 1)
    measures.casts.push(...castsOf(node, text).map((cast) => ({ line: lineOf(cast.start), text: cast.text })))
    if (node.type === 'TSAnyKeyword') measures.anyTypes += 1
    if (node.type === 'TSNonNullExpression') measures.nonNull += 1
    const isExport = node.type === 'ExportDefaultDeclaration' || node.type === 'ExportNamedDeclaration'
    if (!isExport || node.declaration === null) return
    measures.exports += 1
    if (isDocumented(node)) measures.documentedExports += 1
  })
  return measures
}
