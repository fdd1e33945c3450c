import { join } from 'node:path'
import { UsageError } from '@stack/emulator-kit/cli'
import { readFolder } from '@stack/local-stack'
import { type Node, type Program, parseSync, visitorKeys } from 'oxc-parser'

/** A node of the syntax tree with the file it stands in; `start` and `end` count from the beginning of the text. */
export interface SelectedNode {
  /** Path from the root of the project, with `/`. */
  file: string
  text: string
  node: Node
}

/** Folders of the product by the name that a mutant uses. */
export const folders = {
  order: 'packages/order',
  shop: 'packages/shop',
  'cloud-function': 'packages/cloud-function',
  'wxpay-core': 'packages/wxpay-core',
  cloudfunctions: 'cloudfunctions',
}

export type Folder = keyof typeof folders

/** Folder name and declaration: `order.createOrder`. */
export type Declaration = `${Folder}.${string}`

/** Returns the direct children of a node in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const children = (visitorKeys[node.type] ?? []).flatMap((key) => Reflect.get(node, key) ?? []).filter(Boolean)
  return children.sort((one: Node, other: Node) => one.start - other.start)
}

const withDescendants = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(withDescendants)]

/** Returns the names that a top-level statement declares. */
function declaredNames(statement: Node): string[] {
  const declaration = ('declaration' in statement && statement.declaration) || statement
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  return declaration.type === 'FunctionDeclaration' && declaration.id ? [declaration.id.name] : []
}

const isSource = (path: string) => !/(?:^|\/)(?:node_modules|test)$|\.test\.ts$/.test(path)

interface ParsedFile {
  file: string
  text: string
  program: Program
}

function parseFolder(dir: string, folder: string): ParsedFile[] {
  const sources = [...readFolder(join(dir, folder), isSource)].filter(([path]) => path.endsWith('.ts'))
  return sources.map(([path, content]) => {
    const file = `${folder}/${path}`
    // Git may have checked the file out with the line ends of Windows.
    const text = content.toString('utf8').replaceAll('\r\n', '\n')
    return { file, text, program: parseSync(file, text).program }
  })
}

/** Parses each folder of a project once: more than a hundred mutants select in the same files. */
export function createSelector(dir: string): (declaration: Declaration, path: string) => SelectedNode {
  const parsed = new Map<string, ParsedFile[]>()
  return (declaration, path) => {
    const [folder = '', name = ''] = declaration.split('.')
    const known = Object.entries(folders).find(([key]) => key === folder)?.[1]
    if (known === undefined) throw new UsageError(`[mutants] invalid folder "${folder}" in ${declaration}.`)
    if (!parsed.has(known)) parsed.set(known, parseFolder(dir, known))
    return selectNode(findDeclaration(parsed.get(known) ?? [], declaration, name), path, declaration)
  }
}

function findDeclaration(files: ParsedFile[], declaration: string, name: string): SelectedNode {
  const found = files.flatMap(({ file, text, program }) =>
    program.body.filter((node) => declaredNames(node).includes(name)).map((node) => ({ file, text, node })),
  )
  const [first] = found
  if (first !== undefined && found.length === 1) return first
  const where = found.map(({ file }) => file).join(', ') || 'no file'
  throw new UsageError(`[mutants] ${declaration} is declared in ${where}; expected exactly one. Write the new name.`)
}

function keyOf(node: Node): unknown {
  if (node.type !== 'Property') return undefined
  return node.key.type === 'Identifier' ? node.key.name : Reflect.get(node.key, 'value')
}

/**
 * Follows a path such as `IfStatement 2 > BinaryExpression` or `Property waiting > Literal`. A step is a node's type, the
 * key of a property, and which of these it is among the descendants of the step before, counted from 1.
 *
 * @throws UsageError when a step leads nowhere
 */
function selectNode({ file, text, node }: SelectedNode, path: string, declaration: string): SelectedNode {
  let selected = node
  for (const step of path.split(' > ')) {
    const {
      type,
      key,
      nth = '1',
    } = /^(?<type>\w+)(?: (?<key>[A-Za-z][\w-]*))?(?: (?<nth>\d+))?$/.exec(step)?.groups ?? {}
    const [, ...descendants] = withDescendants(selected)
    const among = descendants.filter((inner) => inner.type === type && (key === undefined || keyOf(inner) === key))
    const next = among[Number(nth) - 1]
    if (next === undefined) {
      throw new UsageError(`[mutants] ${declaration} in ${file} has no "${step}"; expected one at "${path}".`)
    }
    selected = next
  }
  return { file, text, node: selected }
}
