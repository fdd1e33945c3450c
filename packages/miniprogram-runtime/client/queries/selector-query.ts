import type * as glassEasel from 'glass-easel'
import { shownDomOf } from '../engine/backend.ts'
import { builtinOf } from '../engine/builtin-node.ts'

type Callback = (result: unknown) => void
export type CallApp = (callback: ((...args: never[]) => unknown) | undefined, ...args: unknown[]) => void

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/NodesRef.fields.html */
export interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

/** Something to measure: a node of the template, or the page's viewport. */
interface Measured {
  element: glassEasel.Element | null
  dom: HTMLElement | null
}

const rectOf = ({ element, dom }: Measured) => {
  if (element !== null && dom !== null) return dom.getBoundingClientRect()
  const { clientWidth: width = 0, clientHeight: height = 0 } = dom ?? {}
  return { left: 0, top: 0, right: width, bottom: height, width, height }
}

/** Returns the element in which a tag scrolls: a built-in may do so in an inner element that it names `area`. */
const scrollerOf = ({ dom }: Measured): HTMLElement | null => dom?.querySelector(':scope>[data-w-part=area]') ?? dom

const READERS: Record<keyof Fields, (measured: Measured, wanted: string[]) => Record<string, unknown>> = {
  id: ({ element }) => ({ id: element?.id ?? '' }),
  dataset: ({ element }) => ({ dataset: { ...element?.dataset } }),
  mark: ({ element }) => ({ mark: element?.collectMarks() ?? {} }),
  rect: (measured) => {
    const { left, top, right, bottom } = rectOf(measured)
    return { left, top, right, bottom }
  },
  size: (measured) => {
    const { width, height } = rectOf(measured)
    return { width, height }
  },
  scrollOffset: (measured) => {
    const { scrollLeft = 0, scrollTop = 0, scrollWidth = 0, scrollHeight = 0 } = scrollerOf(measured) ?? {}
    return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
  },
  properties: ({ element, dom }, wanted) => {
    const data = (element?.asGeneralComponent()?.data ?? {}) as Record<string, unknown>
    return Object.fromEntries(wanted.map((name) => [name, data[name] ?? dom?.getAttribute(name) ?? undefined]))
  },
  computedStyle: ({ dom }, wanted) => {
    const style = dom?.ownerDocument.defaultView?.getComputedStyle(dom)
    return Object.fromEntries(wanted.map((name) => [name, style?.[name as 'color'] ?? '']))
  },
  context: ({ element }) => ({ context: contextOf(element) }),
  node: ({ element }) => ({ node: contextOf(element) }),
}

function contextOf(element: glassEasel.Element | null): unknown {
  const builtin = builtinOf(element)
  return builtin?.definition.context?.(builtin) ?? null
}

function read(measured: Measured, fields: Fields): Record<string, unknown> {
  const wanted = Object.entries(fields).filter(([, value]) => value)
  return Object.assign(
    {},
    ...wanted.map(([name, value]) => READERS[name as keyof Fields]?.(measured, value as string[])),
  )
}

/** Selection of one query. */
class NodesRef {
  readonly #query: SelectorQuery
  readonly #find: () => Measured[]
  readonly #single: boolean

  constructor(query: SelectorQuery, find: () => Measured[], single: boolean) {
    this.#query = query
    this.#find = find
    this.#single = single
  }

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.#query.add(() => {
      const results = this.#find().map((measured) => read(measured, fields))
      return this.#single ? (results[0] ?? null) : results
    }, callback)
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback)
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/SelectorQuery.html */
export class SelectorQuery {
  #inside: glassEasel.GeneralComponent
  readonly #call: CallApp
  readonly #asked: { answer: () => unknown; callback: Callback | undefined }[] = []

  constructor(inside: glassEasel.GeneralComponent, call: CallApp) {
    this.#inside = inside
    this.#call = call
  }

  in(component: { _$: glassEasel.GeneralComponent }): this {
    this.#inside = component._$
    return this
  }

  select(selector: string): NodesRef {
    return this.#nodes(selector, true)
  }

  selectAll(selector: string): NodesRef {
    return this.#nodes(selector, false)
  }

  selectViewport(): NodesRef {
    const inside = this.#inside
    const viewport = () => [{ element: null, dom: shownDomOf(inside)?.ownerDocument.documentElement ?? null }]
    return new NodesRef(this, viewport, true)
  }

  add(answer: () => unknown, callback: Callback | undefined): this {
    this.#asked.push({ answer, callback })
    return this
  }

  /** Answers after what was set so far is on the page. */
  exec(callback?: (results: unknown[]) => void): this {
    const asked = [...this.#asked]
    setTimeout(() => {
      const results = asked.map(({ answer }) => answer())
      for (const [index, one] of asked.entries()) this.#call(one.callback, results[index])
      this.#call(callback, results)
    }, 0)
    return this
  }

  #nodes(selector: string, single: boolean): NodesRef {
    const inside = this.#inside
    const find = (): Measured[] => {
      const found = inside.getShadowRoot()?.querySelectorAll(selector) ?? []
      return found.map((element) => ({ element, dom: shownDomOf(element) }))
    }
    return new NodesRef(this, find, single)
  }
}
