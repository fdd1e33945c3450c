import * as glassEasel from 'glass-easel'
import type { BuiltinDefinition, BuiltinEvent, BuiltinNode, EmitOptions } from '../api/builtin.ts'
import type { PageApi } from '../api/engine-api.ts'
import { pageOfDocument } from '../api/page-registry.ts'
import { domOf, wxElementOf } from './backend.ts'
import { fire } from './dispatch-event.ts'
import { isFormField } from './form-field.ts'

const nodes = new WeakMap<glassEasel.Element, BuiltinNodeImpl>()

/** The class segment of glass-easel that the template does not write. */
const EXTRA_CLASSES = 2

/** The built-in tag that a node of the template is, or null. */
export function builtinOf(element: glassEasel.Element | null): BuiltinNodeImpl | null {
  return element === null ? null : (nodes.get(element) ?? null)
}

/** Walks from a node to the root, across slots and component borders. */
export function* ancestors(element: glassEasel.Element): Generator<glassEasel.Element> {
  for (let at: glassEasel.Element | null = element; at !== null; at = at.getComposedParent()) yield at
}

function* descendants(element: glassEasel.Element): Generator<glassEasel.Element> {
  for (const child of element.getComposedChildren()) {
    if (!glassEasel.Element.isElement(child)) continue
    yield child
    yield* descendants(child)
  }
}

/** One built-in tag on a page. */
export class BuiltinNodeImpl implements BuiltinNode {
  readonly tag: string
  readonly definition: BuiltinDefinition
  readonly component: glassEasel.GeneralComponent
  state: Record<string, unknown> = {}
  readonly #cleanups: (() => void)[] = []
  #ownChange = false

  constructor(tag: string, definition: BuiltinDefinition, component: glassEasel.GeneralComponent) {
    this.tag = tag
    this.definition = definition
    this.component = component
    nodes.set(component, this)
  }

  get element(): HTMLElement {
    return domOf(this.component) as HTMLElement
  }

  get speaker(): HTMLElement {
    const { speaker } = this.definition
    return speaker === undefined ? this.element : this.part(speaker)
  }

  get page(): PageApi {
    return pageOfDocument(this.element.ownerDocument)
  }

  get engine() {
    return pageOfDocument(this.element.ownerDocument).engine
  }

  get id(): string {
    return this.component.id
  }

  get dataset(): Record<string, unknown> {
    return { ...this.component.dataset }
  }

  get props(): Record<string, unknown> {
    return this.component.data as Record<string, unknown>
  }

  part(name: string): HTMLElement {
    const found = this.element.querySelector<HTMLElement>(`[data-w-part="${name}"]`)
    if (found === null) throw new Error(`[miniprogram-browser] <${this.tag}> has no part "${name}" in its template`)
    return found
  }

  set(name: string, value: unknown): void {
    this.#ownChange = true
    try {
      // The component's own change, as from `this.setData` in it: glass-easel tells `model:` bindings.
      this.component.setData({ [name]: value })
    } finally {
      this.#ownChange = false
    }
  }

  emit(name: string, detail: unknown = {}, options: EmitOptions = {}): void {
    fire(this.component, name, detail, options)
  }

  on(name: string, listener: (event: BuiltinEvent) => void): void {
    this.component.addListener(name, (event) => {
      const original = event.getOriginalEvent() as Event | undefined
      listener({
        type: event.type,
        detail: event.detail,
        original: original ?? null,
        target: builtinOf(wxElementOf((original?.target ?? null) as Node | null)),
        stop: () => event.stopPropagation(),
      })
    })
  }

  closest(tag: string): BuiltinNode | null {
    for (const element of ancestors(this.component)) {
      const node = builtinOf(element)
      if (node !== null && node !== this && node.tag === tag) return node
    }
    return null
  }

  inside(tag: string): BuiltinNode[] {
    return [...descendants(this.component)].flatMap((element) => builtinOf(element) ?? []).filter((n) => n.tag === tag)
  }

  formFields(): { name: string; value: unknown }[] {
    const components = [...descendants(this.component)].flatMap((element) => element.asGeneralComponent() ?? [])
    return components.filter(isFormField).map(({ data }) => {
      const { name, value } = data as { name: string; value: unknown }
      return { name, value }
    })
  }

  toggleClass(name: string, on: boolean): void {
    for (const one of name.split(/\s+/).filter(Boolean)) this.component.toggleNodeClass(one, on, EXTRA_CLASSES)
  }

  scopedClass(names: string): string {
    const host = this.component.ownerShadowRoot?.getHostNode()
    const { styleScope = null, extraStyleScope = null } = host?.getComponentOptions() ?? {}
    const manager = host?.getRootBehavior().ownerSpace.styleScopeManager
    const prefixes = [styleScope, extraStyleScope].flatMap((scope) =>
      scope === null ? [] : [manager?.queryName(scope)],
    )
    const list = names.split(/\s+/).filter(Boolean)
    return list.flatMap((name) => prefixes.map((prefix) => (prefix ? `${prefix}--${name}` : name))).join(' ')
  }

  onDetach(cleanup: () => void): void {
    this.#cleanups.push(cleanup)
  }

  changed(names: ReadonlySet<string>): void {
    if (!this.#ownChange) this.definition.changed?.(this, names)
  }

  detach(): void {
    this.definition.detached?.(this)
    for (const cleanup of this.#cleanups.splice(0)) cleanup()
  }
}
