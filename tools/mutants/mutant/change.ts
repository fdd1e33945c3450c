import { UsageError } from '@stack/emulator-kit/cli'
import type { Node } from 'oxc-parser'
import { childrenOf, type SelectedNode } from './select-node.ts'

type Part = 'test' | 'left' | 'right' | 'consequent' | 'alternate' | 'object' | 'argument'

/** A change of one node. All but `replaceNode` name nothing of the code, so that it may be renamed. */
export type Change =
  /** The node goes, with the comma behind it. */
  | 'remove'
  | 'negate'
  | 'always'
  | 'never'
  /** One part of the node stands in its place. */
  | { keep: Part }
  /** A call becomes what it is called on. */
  | 'keepReceiver'
  /** A call becomes its first argument. */
  | 'keepFirstArgument'
  | { operator: string }
  | { value: string | number | boolean | null | undefined | readonly never[] }
  | { replaceNode: (source: string) => string }

/** Sources that stand in the place of a node, whatever it is. */
const constantSources: Partial<Record<string, (source: string) => string>> = {
  remove: () => '',
  negate: (source) => `!(${source})`,
  always: () => 'true',
  never: () => 'false',
}

const partOf = (node: Node, part: string): Node | undefined => Reflect.get(node, part) ?? undefined

/** Returns the part of a node that stays alone; undefined when it has none. */
function keptPart(node: Node, change: Change): Node | undefined {
  if (typeof change === 'object') return 'keep' in change ? partOf(node, change.keep) : undefined
  if (node.type !== 'CallExpression') return undefined
  return change === 'keepReceiver' ? partOf(node.callee, 'object') : node.arguments[0]
}

function changedSource({ text, node }: SelectedNode, change: Change): string | undefined {
  const sourceOf = (part: Node) => text.slice(part.start, part.end)
  if (typeof change === 'string' && change in constantSources) return constantSources[change]?.(sourceOf(node))
  if (typeof change === 'object' && 'value' in change) return String(JSON.stringify(change.value))
  if (typeof change === 'object' && 'replaceNode' in change) return change.replaceNode(sourceOf(node))
  if (typeof change === 'object' && 'operator' in change) {
    const [left, right] = childrenOf(node)
    return left && right && `${sourceOf(left)} ${change.operator} ${sourceOf(right)}`
  }
  const kept = keptPart(node, change)
  return kept && sourceOf(kept)
}

/**
 * Returns the text of the file with the node changed.
 *
 * @throws UsageError when the node has no such part
 */
export function applyChange(selected: SelectedNode, change: Change): string {
  const { file, text, node } = selected
  const changed = changedSource(selected, change)
  if (changed === undefined) {
    throw new UsageError(`[mutants] a ${node.type} in ${file} cannot be changed by ${JSON.stringify(change)}.`)
  }
  const rest = text.slice(node.end)
  return text.slice(0, node.start) + changed + (change === 'remove' ? rest.replace(/^\s*,/, '') : rest)
}
