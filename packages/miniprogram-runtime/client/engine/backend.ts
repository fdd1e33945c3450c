import { convertRpx } from '@stack/miniprogram-compiler/convert-rpx'
import * as glassEasel from 'glass-easel'
import { ReadyQueue } from './ready-queue.ts'

type DomContext = glassEasel.domlikeBackend.Context
type DomElement = glassEasel.domlikeBackend.Element

/** A tag that takes the keyboard's focus by itself. */
const NATIVE_FOCUS = new Set(['INPUT', 'TEXTAREA', 'BUTTON', 'A', 'SELECT', 'BODY'])

/** The DOM name of a tag: `view` is `wx-view`; `html-input`, which only built-in templates use, is `input`. */
function domName(tag: string): string {
  if (tag === 'body') return tag
  return tag.startsWith('html-') ? tag.slice('html-'.length) : `wx-${tag}`
}

/** A template's element: what it, static or bound, writes as its `style` may be in rpx. */
function createElement(document: Document, tag: string): DomElement {
  const element = document.createElement(domName(tag))
  const { setAttribute } = element
  element.setAttribute = (name, value) => setAttribute.call(element, name, name === 'style' ? convertRpx(value) : value)
  return element as unknown as DomElement
}

/** glass-easel's nodes in one page's document. Events come from `gestures.ts`. */
export class FrameBackend implements DomContext {
  readonly mode: glassEasel.BackendMode.Domlike = 3
  readonly document: DomContext['document']
  /** Components of this page that wait for `ready`. */
  readonly ready = new ReadyQueue()
  readonly #document: Document
  readonly #window: Window
  readonly #sheets = new Map<string, string>()
  readonly #listeners = new WeakMap<Node, Set<string>>()

  constructor(document: Document) {
    this.#document = document
    this.#window = document.defaultView as Window
    this.document = {
      createElement: (tag) => createElement(document, tag),
      createTextNode: (text) => document.createTextNode(text) as unknown as DomElement,
      createDocumentFragment: () => document.createDocumentFragment() as unknown as DomElement,
    }
  }

  destroy(): void {}

  getWindowWidth(): number {
    return this.#document.documentElement.clientWidth
  }

  getWindowHeight(): number {
    return this.#document.documentElement.clientHeight
  }

  getDevicePixelRatio(): number {
    return this.#window.devicePixelRatio
  }

  getTheme(): string {
    return 'light'
  }

  registerStyleSheetContent(path: string, content: unknown): void {
    this.#sheets.set(path, String(content))
  }

  appendStyleSheetPath(path: string): number {
    const sheet = this.#document.createElement('style')
    sheet.textContent = this.#sheets.get(path) ?? ''
    this.#document.head.append(sheet)
    return this.#document.head.childElementCount
  }

  disableStyleSheet(): void {}

  render(callback: (error: Error | null) => void): void {
    // Not an animation frame: a page that is covered or in a background tab gets none.
    setTimeout(() => glassEasel.safeCallback('Render Callback', callback, this, [null]), 0)
  }

  getRootNode(): DomElement {
    return this.#document.body as unknown as DomElement
  }

  associateValue(element: DomElement, value: glassEasel.Element): void {
    element.__wxElement = value
  }

  onEvent(): void {}

  /** Makes tappable elements reachable and tappable by keyboard. */
  setListenerStats(element: DomElement, type: string): void {
    const node = element as unknown as HTMLElement | null
    if (node !== null) this.#listeners.set(node, (this.#listeners.get(node) ?? new Set()).add(type))
    if (type !== 'tap' || node === null || NATIVE_FOCUS.has(node.tagName) || node.hasAttribute('tabindex')) return
    node.tabIndex = 0
    if (!node.hasAttribute('role')) node.setAttribute('role', 'button')
  }

  /** Says whether a listener for `type` is on a node of the document or around it. */
  listensTo(node: Node, type: string): boolean {
    for (let at: Node | null = node; at !== null; at = at.parentNode) {
      if (this.#listeners.get(at)?.has(type)) return true
    }
    return false
  }

  setModelBindingStat(): void {}

  getContext(element: DomElement, callback: (context: unknown) => void): void {
    callback(element)
  }
}

/** The node of the template to which a DOM node belongs: its own or that of the nearest one around it. */
export function wxElementOf(node: Node | null): glassEasel.Element | null {
  let current = node as (Node & { __wxElement?: glassEasel.Element }) | null
  while (current !== null && current.__wxElement === undefined) current = current.parentNode
  return current?.__wxElement ?? null
}

/** The DOM element of a node of the template; null for virtual ones. */
export function domOf(element: glassEasel.Element): HTMLElement | null {
  return element.getBackendElement() as unknown as HTMLElement | null
}

/** The DOM element that shows a node; for a virtual one (virtualHost, slot) the nearest element inside it. */
export function shownDomOf(element: glassEasel.Element): HTMLElement | null {
  const own = domOf(element)
  if (own !== null) return own
  let found: HTMLElement | null = null
  element.forEachComposedChild((child) => {
    if (glassEasel.Element.isElement(child)) found = shownDomOf(child)
    return found === null
  })
  return found
}
