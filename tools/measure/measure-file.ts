import { type Comment, type Node, parseSync, visitorKeys } from 'oxc-parser'

/** What one source file holds; lines count from 1. */
export interface FileMeasures {
  lines: number
  /** Lengths of functions in lines. */
  functions: number[]
  /** Lines of `as` that assert a type; `as const` and renames are none. */
  casts: number[]
  anyTypes: number
  nonNull: number
  docstrings: number
  /** Docstrings whose opening makes the reader guess. */
  riddles: { line: number; opening: string }[]
  exports: number
  documentedExports: number
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

const isConst = (text: string, { start, end }: Node) => /\bas const$/.test(text.slice(start, end))

/** Returns the first words of a docstring. */
const openingOf = ({ value }: Comment) =>
  value
    .replace(/^\*\s*(?:\*\s*)?/, '')
    .split('\n')[0]
    ?.trim() ?? ''

/** Measures one file by its syntax tree. */
export function measureFile(file: string, text: string): FileMeasures {
  const { program, comments } = parseSync(file, text)
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const docstrings = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  const measures: FileMeasures = {
    ...{ lines: text.split('\n').length - 1, functions: [], casts: [], anyTypes: 0, nonNull: 0 },
    ...{ docstrings: docstrings.length, riddles: [], exports: 0, documentedExports: 0 },
  }
  for (const docstring of docstrings) {
    const opening = openingOf(docstring)
    if (riddle.test(opening)) measures.riddles.push({ line: lineOf(docstring.start), opening })
  }
  visit(program, (node) => {
    if (functionTypes.has(node.type)) measures.functions.push(lineOf(node.end) - lineOf(node.start) + 1)
    if (node.type === 'TSAsExpression' && !isConst(text, node)) measures.casts.push(lineOf(node.start))
    if (node.type === 'TSAnyKeyword') measures.anyTypes += 1
    if (node.type === 'TSNonNullExpression') measures.nonNull += 1
    if (node.type !== 'ExportNamedDeclaration' || node.declaration === null) return
    measures.exports += 1
    const isDocumented = docstrings.some(({ end }) => end <= node.start && text.slice(end, node.start).trim() === '')
    if (isDocumented) measures.documentedExports += 1
  })
  return measures
}
