import * as glassEasel from 'glass-easel'
import type { BuiltinDefinition, Builtins, TemplateNode } from '../api/builtin.ts'
import { ariaAttributes, writeAria } from '../dom/accessibility.ts'
import { domOf } from './backend.ts'
import { BuiltinNodeImpl, builtinOf } from './builtin-node.ts'

// biome-ignore lint/suspicious/noExplicitAny: the functions that a compiled template of glass-easel is made of
type Generator = any

/** Generates what the template compiler would make of the nodes: children are created once and never change. */
function generate(nodes: readonly TemplateNode[]): Generator {
  return (...[, , element, , , slot]: Generator[]) => {
    for (const node of nodes) {
      if (node === 'slot') {
        slot('')
        continue
      }
      element(
        `html-${node.html}`,
        {},
        (created: glassEasel.Element, isCreation: boolean) => {
          if (!isCreation) return
          if (node.class !== undefined) created.setNodeClass(node.class)
          if (node.part !== undefined) created.setAttribute('data-w-part', node.part)
        },
        generate(node.children ?? []),
      )
    }
  }
}

function templateOf({ template }: BuiltinDefinition): glassEasel.template.ComponentTemplate | undefined {
  if (template === undefined) return undefined
  const procGen = () => ({ C: generate(template), B: {} })
  return { content: () => procGen as Generator }
}

type Component = glassEasel.GeneralComponent

/** Calls `definition.changed`: with all names when the tag is attached, then for each that the page sets. */
class Changes {
  readonly #waiting = new WeakMap<Component, Set<string>>()

  begin(component: Component, names: readonly string[]): void {
    this.#waiting.set(component, new Set(names))
  }

  note(component: Component, name: string): void {
    const waiting = this.#waiting.get(component)
    if (waiting !== undefined) waiting.add(name)
    else if (glassEasel.Element.isAttached(component)) builtinOf(component)?.changed(new Set([name]))
    // The page is left, or the tag on its way to another place: its element may be gone.
    else this.begin(component, [name])
  }

  flush(component: Component): void {
    const waiting = this.#waiting.get(component)
    this.#waiting.delete(component)
    if (waiting !== undefined && waiting.size > 0) builtinOf(component)?.changed(waiting)
  }
}

function define(space: glassEasel.ComponentSpace, tag: string, definition: BuiltinDefinition): void {
  const properties = definition.properties ?? {}
  const names = Object.keys(properties)
  const changes = new Changes()
  const builder = space
    .define(`wx://${tag}`)
    .options({ writeFieldsToNode: false, virtualHost: false, styleScope: glassEasel.StyleScopeManager.globalScope() })
    .staticData({})
  const property = (name: string, options: object, changed: (component: Component, value: unknown) => void): void => {
    builder.property(name, options as never)
    const observer = function (this: Component, value: unknown): void {
      changed(this, value)
    }
    builder.observer(name as never, observer as never)
  }
  for (const name of names) property(name, properties[name] ?? {}, (component) => changes.note(component, name))
  for (const name of ariaAttributes.keys()) {
    if (name in properties) continue
    property(name, { type: null, value: null }, (component, value) => {
      // The page may be left, and the element gone.
      if (domOf(component) !== null) writeAria((builtinOf(component) as BuiltinNodeImpl).speaker, name, value)
    })
  }
  const template = templateOf(definition)
  if (template !== undefined) builder.template(template)
  builder.lifetime('created', function (this: Component) {
    const node = new BuiltinNodeImpl(tag, definition, this)
    changes.begin(this, names)
    definition.created?.(node)
  })
  builder.lifetime('attached', function (this: Component) {
    changes.flush(this)
    definition.attached?.(builtinOf(this) as BuiltinNodeImpl)
  })
  builder.lifetime('detached', function (this: Component) {
    builtinOf(this)?.detach()
  })
  space.setGlobalUsingComponent(tag, builder.registerComponent() as glassEasel.GeneralComponentDefinition)
}

/** Defines every built-in tag for an app's components. */
export function defineBuiltins(space: glassEasel.ComponentSpace, { definitions }: Builtins): void {
  for (const [tag, definition] of definitions) define(space, tag, definition)
}
