import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { accepted, flag, mark, text as string } from './component-helpers.ts'

const SPACES: Record<string, string> = { ensp: '\u2002', emsp: '\u2003', nbsp: '\u00a0' }
const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&apos;': "'",
  '&nbsp;': '\u00a0',
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
}

/** Returns what `<text decode space>` shows for a piece of text. */
export function shownText(source: string, decode: boolean, space: string): string {
  const decoded = decode
    ? source.replace(/&(?:lt|gt|amp|apos|nbsp|ensp|emsp);/g, (entity) => ENTITIES[entity] ?? '')
    : source
  return SPACES[space] === undefined ? decoded : decoded.replaceAll(' ', SPACES[space])
}

/** Rewrites the text nodes of the tag as the engine puts them there; ours are remembered and left alone. */
function follow(node: BuiltinNode): void {
  const shown: WeakMap<globalThis.Text, string> = node.state.shown ?? new WeakMap()
  node.state.shown = shown
  for (const child of node.element.childNodes) {
    if (child.nodeType !== 3) continue
    const piece = child as globalThis.Text
    if (shown.get(piece) === piece.data) continue
    piece.data = shownText(piece.data, node.props.decode, node.props.space)
    shown.set(piece, piece.data)
  }
}

function watch(node: BuiltinNode): void {
  if (node.state.watching || !(node.props.decode || node.props.space)) return
  node.state.watching = true
  // The page's own window: an observer of another realm would outlive the frame.
  const { MutationObserver } = node.page.window as Window & typeof globalThis
  const observer = new MutationObserver(() => follow(node))
  observer.observe(node.element, { childList: true, characterData: true, subtree: true })
  node.onDetach(() => observer.disconnect())
  follow(node)
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/text.html */
export const text: BuiltinDefinition = {
  properties: {
    selectable: flag(),
    userSelect: flag(),
    space: string(),
    decode: flag(),
    ...accepted('overflow maxLines'),
  },
  attached: watch,
  changed(node) {
    mark(node, 'selectable', node.props.selectable || node.props.userSelect)
    mark(node, 'user-select', node.props.userSelect)
    if (node.element.isConnected) watch(node)
  },
}

export const textStyle = `
wx-text{display:inline;white-space:pre-line}
wx-text[selectable]{user-select:text;-webkit-user-select:text}
wx-text[user-select]{display:inline-block}
`
