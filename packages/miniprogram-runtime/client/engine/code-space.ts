import type { AppConfig, AppGlobals, AppTemplates, WxsHooks } from '@stack/miniprogram-compiler/types'
import * as glassEasel from 'glass-easel'
import * as adapter from 'glass-easel-miniprogram-adapter'
import type { Builtins } from '../api/builtin.ts'
import type { FrameBackend } from './backend.ts'
import { type Definition, NamedBehaviors } from './behaviors.ts'
import { defineBuiltins } from './define-builtins.ts'

type ComponentEnv = Parameters<Parameters<adapter.CodeSpace['componentEnv']>[1]>[0]

/** Every component and page of one run of an app. */
export interface AppSpace {
  env: adapter.MiniProgramEnv
  space: adapter.CodeSpace
  /** `Page`, `Component` and `Behavior` as the app's modules find them. */
  globals: Pick<AppGlobals, 'Page' | 'Component' | 'Behavior'>
  /** Runs an entry of the app: what it registers goes by its path. */
  load(path: string, run: () => void): void
}

/** Hands every component to the queue of its page: glass-easel fires `attached`, its host has to fire `ready`. */
function readyBehavior(space: adapter.CodeSpace): glassEasel.GeneralBehavior {
  return space
    .getComponentSpace()
    .define()
    .lifetime('attached', function (this: unknown) {
      const component = (this as { _$: glassEasel.GeneralComponent })._$
      ;(component.getBackendContext() as unknown as FrameBackend).ready.add(component)
    })
    .registerBehavior() as unknown as glassEasel.GeneralBehavior
}

/** The compiler names the hook for events only in templates that have WXS: the listeners of all others go through it, too. */
function withEvents(
  group: glassEasel.template.ProcGenGroup,
  event: WxsHooks['event'],
): glassEasel.template.ProcGenGroup {
  const hooked = new Map<string, ReturnType<glassEasel.template.ProcGenGroup>>()
  return (name) => {
    const generate = hooked.get(name) ?? group(name)
    if (hooked.has(name) || generate === undefined) return generate
    const withHook: typeof generate = (wrapper, ...rest) => {
      wrapper.setEventListenerWrapper(event)
      return generate(wrapper, ...rest)
    }
    hooked.set(name, withHook)
    return withHook
  }
}

function addComponents(
  space: adapter.CodeSpace,
  config: AppConfig,
  templates: AppTemplates,
  event: WxsHooks['event'],
): void {
  for (const [path, component] of Object.entries(config.components)) {
    const { usingComponents, componentGenerics, styleIsolation, styleScope } = component
    const absolute = Object.entries(usingComponents).map(([tag, target]) => [tag, `/${target}`])
    space.addComponentStaticConfig(path, {
      component: component.component,
      usingComponents: Object.fromEntries(absolute),
      styleIsolation: styleIsolation as never,
      ...(componentGenerics && { componentGenerics: absoluteDefaults(componentGenerics) }),
    })
    const group = templates.groupList[path]
    if (group !== undefined) {
      space.addCompiledTemplate(path, { groupList: templates.groupList, content: withEvents(group, event) })
    }
    space.addStyleSheet(path, path, styleScope)
  }
  space.addStyleSheet('app', 'app', '')
}

function absoluteDefaults(generics: Record<string, true | { default?: string }>): typeof generics {
  const entries = Object.entries(generics).map(([name, value]) =>
    value === true || value.default === undefined ? [name, value] : [name, { default: `/${value.default}` }],
  )
  return Object.fromEntries(entries) as typeof generics
}

/** Makes the space that the app's modules register their components in. */
export function createAppSpace(
  config: AppConfig,
  templates: AppTemplates,
  event: WxsHooks['event'],
  builtins: Builtins,
): AppSpace {
  const env = new adapter.MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  // What an app calls `id` is found by `#id` in its style sheets.
  glassEasel.globalOptions.writeExtraInfoToAttr = true
  // An app's fields are on its own instances: on the engine's nodes they could take the place of its private ones.
  glassEasel.globalOptions.writeFieldsToNode = false
  defineBuiltins(space.getComponentSpace(), builtins)
  space.setOverallBehavior(readyBehavior(space))
  addComponents(space, config, templates, event)
  const behaviors = new NamedBehaviors(space)
  let current: { path: string; env: ComponentEnv } | null = null
  const here = (name: string): ComponentEnv => {
    if (current === null)
      throw new Error(`[miniprogram-browser] ${name}() belongs into the script of a page or component`)
    return current.env
  }
  const component = (definition?: Definition): unknown =>
    definition === undefined
      ? (here('Component').Component as () => unknown)()
      : here('Component').Component(behaviors.resolve(definition) as never)
  const behavior = (definition?: Definition): unknown =>
    definition === undefined
      ? space.behavior()
      : space
          .behavior()
          .definition(behaviors.resolve(definition) as object)
          .register()
  return {
    env,
    space,
    globals: {
      Page: (definition) => here('Page').Page(behaviors.resolve(definition as Definition) as never),
      Component: component,
      Behavior: Object.assign(behavior, { trait: space.traitBehavior.bind(space) }),
    },
    load(path, run) {
      const before = current
      space.componentEnv(path, (componentEnv) => {
        current = { path, env: componentEnv as ComponentEnv }
        try {
          run()
        } finally {
          current = before
        }
      })
    },
  }
}
