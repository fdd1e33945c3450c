import type { EngineApi, PageApi } from './engine-api.ts'

/** A property of a built-in tag, written as in WXML without dashes (`hover-class` is `hoverClass`). */
export interface BuiltinProperty {
  type: StringConstructor | NumberConstructor | BooleanConstructor | ArrayConstructor | ObjectConstructor | null
  value?: unknown
}

/**
 * Inside of a built-in tag. `'slot'` marks the place of the tag's children; without a template the children
 * are put into the tag's own element. Class names are written as they are and must start with `_w-`, `part` names the
 * element for {@link BuiltinNode.part}.
 */
export type TemplateNode = 'slot' | { html: string; class?: string; part?: string; children?: TemplateNode[] }

/** An event that reached a built-in tag: what a page would be given, and the browser's event behind it. */
export interface BuiltinEvent {
  type: string
  detail: unknown
  original: Event | null
  /** The built-in tag under the finger, or null when a custom component's own element was hit. */
  target: BuiltinNode | null
  stop(): void
}

export interface EmitOptions {
  bubbles?: boolean
  composed?: boolean
  original?: Event
}

/** One built-in tag on a page. Only `element.ownerDocument` may be used: every page has a document of its own. */
export interface BuiltinNode {
  readonly tag: string
  /** The tag's element, `<wx-view>` for `<view>`. */
  readonly element: HTMLElement
  readonly page: PageApi
  readonly engine: EngineApi
  readonly id: string
  readonly dataset: Record<string, unknown>
  /** Current property values. Change them with {@link set} only. */
  // biome-ignore lint/suspicious/noExplicitAny: each tag knows its own properties
  readonly props: Record<string, any>
  /** Free for the definition: kept as long as the tag is on the page. */
  // biome-ignore lint/suspicious/noExplicitAny: each tag knows its own state
  state: Record<string, any>
  /** The one element that role, name and states of assistive technology stand on. */
  readonly speaker: HTMLElement
  /** The element of the template that carries this `part`. Throws when there is none. */
  part(name: string): HTMLElement
  /** Changes an own property as the user's doing: `model:value` of the page follows. `changed` is not called for it. */
  set(name: string, value: unknown): void
  /** Fires an event to the page; neither bubbles nor is composed unless asked for, as WeChat's component events. */
  emit(name: string, detail?: unknown, options?: EmitOptions): void
  /** Listens to an event that reaches this tag, bubbling ones included (`tap`, `touchstart`, `longpress`, own ones). */
  on(name: string, listener: (event: BuiltinEvent) => void): void
  /** The nearest tag of this name around this one, across component borders. */
  closest(tag: string): BuiltinNode | null
  /** Every tag of this name inside this one in document order, across component borders. */
  inside(tag: string): BuiltinNode[]
  /** The custom components inside this tag that take part in a form by the behaviour `wx://form-field`. */
  formFields(): { name: string; value: unknown }[]
  /** Adds a class of the page's own style sheet (`hover-class`, `placeholder-class`) to the tag's element or removes it. */
  toggleClass(name: string, on: boolean): void
  /** The class names under which the page's style sheet knows `names`, for elements that the tag made itself. */
  scopedClass(names: string): string
  /** Called when the tag leaves the page: remove timers and listeners on other elements. */
  onDetach(cleanup: () => void): void
}

/** Definition of a built-in tag such as `<view>` in `client/components/*.ts`. */
export interface BuiltinDefinition {
  properties?: Record<string, BuiltinProperty>
  template?: TemplateNode[]
  /** The part that is the tag's {@link BuiltinNode.speaker}: what is focused inside; without it the tag's own element. */
  speaker?: string
  /** Methods that `SelectorQuery.node()` or `.context()` hand out, for tags that have a context. */
  context?(node: BuiltinNode): Record<string, unknown>
  /** The element exists and its properties have their first values, its children not necessarily. Build the inside here. */
  created?(node: BuiltinNode): void
  /** The tag is on the page and can be measured, its children are there. */
  attached?(node: BuiltinNode): void
  detached?(node: BuiltinNode): void
  /** Properties changed: once after `created` with all names, then whenever the page sets some. */
  changed?(node: BuiltinNode, names: ReadonlySet<string>): void
}

/** Properties of the tags that show a press: spread them into `properties`, the engine does the rest. */
export function hoverProperties(
  hoverClass = 'none',
  startMs = 50,
  stayMs = 400,
): Record<'hoverClass' | 'hoverStopPropagation' | 'hoverStartTime' | 'hoverStayTime', BuiltinProperty> {
  return {
    hoverClass: { type: String, value: hoverClass },
    hoverStopPropagation: { type: Boolean, value: false },
    hoverStartTime: { type: Number, value: startMs },
    hoverStayTime: { type: Number, value: stayMs },
  }
}

/** The built-in tags that an app's components may use. */
export interface Builtins {
  definitions: ReadonlyMap<string, BuiltinDefinition>
  /** Style sheet that every page has below its own; selectors are `wx-…` tags and `._w-…` classes. */
  style: string
}
