import type { BuiltinDefinition, BuiltinNode } from '../api/builtin.ts'
import { anything, mark, pageStyle, text } from './component-helpers.ts'
import { shownText } from './text.ts'

/** A node as `nodes` of `<rich-text>` takes it. */
interface RichNode {
  type?: 'node' | 'text'
  name?: string
  attrs?: Record<string, unknown>
  children?: RichNode[]
  text?: string
}

const words = (list: string): Set<string> => new Set(list.split(' '))

const TAGS = words(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em ' +
    'fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section ' +
    'small span strong sub sup table tbody td tfoot th thead tr tt u ul',
)

const ATTRIBUTES: Record<string, Set<string>> = {
  bdo: words('dir'),
  col: words('span width'),
  colgroup: words('span width'),
  img: words('alt src height width'),
  ol: words('start type'),
  table: words('width'),
  td: words('colspan height rowspan width'),
  th: words('colspan height rowspan width'),
}

/** HTML as nodes. It is read in a document of its own, where nothing runs or loads. */
function parse(html: string, parser: DOMParser): RichNode[] {
  const read = (node: Node): RichNode[] => {
    if (node.nodeType === 3) return [{ type: 'text', text: node.nodeValue ?? '' }]
    if (node.nodeType !== 1) return []
    const element = node as Element
    const attrs = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
    return [{ name: element.localName, attrs, children: [...element.childNodes].flatMap(read) }]
  }
  return [...parser.parseFromString(html, 'text/html').body.childNodes].flatMap(read)
}

function dress(node: BuiltinNode, element: HTMLElement, name: string, attrs: Record<string, unknown>): void {
  for (const [attribute, given] of Object.entries(attrs)) {
    const value = String(given)
    if (attribute === 'class') element.className = node.scopedClass(value)
    else if (attribute === 'style') element.style.cssText = pageStyle(value)
    else if (attribute === 'src' && name === 'img') (element as HTMLImageElement).src = node.engine.assetUrl(value)
    else if (ATTRIBUTES[name]?.has(attribute)) element.setAttribute(attribute, value)
  }
}

/** Builds only what is on WeChat's lists of tags and attributes; a tag that is not on it is left out with its children. */
function build(node: BuiltinNode, list: readonly RichNode[]): Node[] {
  const { ownerDocument } = node.element
  return list.flatMap((rich): Node[] => {
    if (rich.type === 'text') return [ownerDocument.createTextNode(shownText(rich.text ?? '', true, node.props.space))]
    const name = String(rich.name ?? '').toLowerCase()
    if (!TAGS.has(name)) return []
    const element = ownerDocument.createElement(name)
    dress(node, element, name, rich.attrs ?? {})
    element.append(...build(node, rich.children ?? []))
    return [element]
  })
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html */
export const richText: BuiltinDefinition = {
  properties: { nodes: anything([]), space: text(), userSelect: { type: Boolean, value: false } },
  template: [{ html: 'div', part: 'content' }],
  changed(node) {
    const { nodes, userSelect } = node.props
    const { DOMParser } = node.page.window as Window & typeof globalThis
    const list = Array.isArray(nodes) ? (nodes as RichNode[]) : parse(String(nodes ?? ''), new DOMParser())
    node.part('content').replaceChildren(...build(node, list))
    mark(node, 'selectable', userSelect)
  },
}

export const richTextStyle = `
wx-rich-text{display:block}
wx-rich-text[selectable]{user-select:text;-webkit-user-select:text}
wx-rich-text img{max-width:100%}
`
