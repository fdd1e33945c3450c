import { convertRpx } from '@stack/miniprogram-compiler/convert-rpx'
import type { BuiltinNode, BuiltinProperty } from '../api/builtin.ts'

/** A property with its default; the type follows from the default. */
export const text = (value = ''): BuiltinProperty => ({ type: String, value })
export const flag = (value = false): BuiltinProperty => ({ type: Boolean, value })
export const amount = (value = 0): BuiltinProperty => ({ type: Number, value })
export const list = (): BuiltinProperty => ({ type: Array, value: [] })
/** A property of any type: `scroll-top` takes numbers and strings. */
export const anything = (value: unknown = null): BuiltinProperty => ({ type: null, value })

/** Properties that a phone has a use for and a browser none: taken without a word. */
export const accepted = (names: string): Record<string, BuiltinProperty> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, anything()]))

/** A style attribute's text with rpx in the page's own unit. */
export const pageStyle = (css: unknown): string => convertRpx(String(css ?? ''))

/** Pixels of a length: a number, `20px` or `40rpx`. */
export function pixels(node: BuiltinNode, length: unknown): number {
  const size = Number.parseFloat(String(length)) || 0
  return String(length).endsWith('rpx') ? (size * node.page.window.innerWidth) / 750 : size
}

/** Shows a state on the tag's element, for the style sheet: `disabled`, `type="primary"`. */
export function mark(node: BuiltinNode, name: string, value: string | boolean): void {
  if (value === false || value === '') node.element.removeAttribute(name)
  else node.element.setAttribute(name, value === true ? '' : value)
}

/** Makes a tag reachable by keyboard and named for screen readers; a disabled one is passed over. */
export function reachable(node: BuiltinNode, role: string, disabled: boolean, checked?: boolean): void {
  const { element } = node
  if (!element.hasAttribute('role')) element.setAttribute('role', role)
  if (disabled) element.removeAttribute('tabindex')
  else element.tabIndex = 0
  element.setAttribute('aria-disabled', String(disabled))
  if (checked !== undefined) element.setAttribute('aria-checked', String(checked))
  mark(node, 'disabled', disabled)
}

/** Says in the console that the page asked for something this client does not have. */
export function unsupported(node: BuiltinNode, what: string): void {
  node.engine.host.report('error', `[miniprogram-browser] ${node.page.route}: ${what} is not supported`)
}

/** The first number of a scroll position, within what can be scrolled. */
export const scrollSpace = (element: HTMLElement) => ({
  down: element.scrollHeight - element.clientHeight - element.scrollTop,
  right: element.scrollWidth - element.clientWidth - element.scrollLeft,
})

const nodes = new WeakMap<Element, BuiltinNode>()

/** Notes which tag an element is, for {@link nodeWithId}. */
export const remember = (node: BuiltinNode): void => {
  nodes.set(node.element, node)
}

/** Finds the element of a page's template with this id; the engine writes ids under a name of its own. */
export const elementWithId = (inside: ParentNode, id: string): Element | null =>
  inside.querySelector(`[exparser\\:info-attr-id="${id}"]`)

/** The built-in tag with this id. */
export const nodeWithId = (inside: ParentNode, id: string): BuiltinNode | undefined => {
  const element = elementWithId(inside, id)
  return element === null ? undefined : nodes.get(element)
}
