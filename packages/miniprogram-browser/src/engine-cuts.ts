import { basename } from 'node:path'

/** Parts that never run here: the client has a backend, selector queries and observers of its own. */
const UNUSED: Record<string, string> = {
  current_window_backend_context: 'CurrentWindowBackendContext',
  native_rendering: 'GlassEaselTemplateDOM',
  mutation_observer: 'MutationObserverTarget',
  selector_query: 'SelectorQuery',
  intersection: 'IntersectionObserver',
  media_query: 'MediaQueryObserver',
}

/** Methods of glass-easel that neither itself, its adapter nor this client calls; a minifier cannot know. */
export const UNCALLED = `
applyTemplateUpdates checkComponentPlaceholder createComponentByDef createComponentOrNativeNode createNativeNode
destroyBackendElementOnSubtree endGroupRegister exportBehavior forEachSlot getBackendMode getEventBubbleStatus
getEventName getExportedBehavior getExportedComponent getExternalClasses getInheritSlots getModelBindingListeners
getOwnerSpace getPropertyOptionalType getPropertyType getScrollOffset getSlotContentArray getSlotElementFromName
getSlotName getTemplate groupRegister hasSubtreeMutationObservers isDefaultComponent isExternal isInheritSlots
isInnerDataExcluded isPrepared isVirtual listenerReturnHandler parseSelector pretendAttached propagationStopped
removeChildAt removeLifetimeListener removePageLifetimeListener setChanges setComponentWaitingListener
setMethodCaller startGroupRegister triggerLifeTime triggerPageLifeTime updateComponentOptions
useDynamicSlotHandlerFrom
`
  .trim()
  .split(/\s+/)

/** A method as prettier lays it out: what is within it stands deeper than its own two spaces. */
const METHODS = new RegExp(
  `^  (?:private )?(?:static )?(?:${UNCALLED.join('|')})\\b(?:<.*>)?\\((?:.*|\\n(?:    .*\\n)+  \\).*)\\{\\n[^]*?^  \\}\\n`,
  'gm',
)

/** What is read in many places and is always the same here: nobody observes mutations, and the adapter passes none of these options on. */
const SETTLED: [read: RegExp, value: string][] = [
  [/\b[\w.]+\._\$mutationObserverTarget\b(?! = )/g, 'null'],
  [/\b[\w.]+\._\$external\b(?! = )/g, 'false'],
  [
    /\b(?:\w*[oO]ptions|[\w.]+\._\$options)\.(?:externalComponent|directSlots|reflectToAttributes|useMethodCallerListeners|listenerChangeLifetimes)\b/g,
    'false',
  ],
]

/** What a file loads beside types, for the order alone. */
function importsOf(source: string): string {
  const imports = [...source.matchAll(/^import \{([^}]*)\} from ('\.[^']*')/gm)]
  const loaded = imports.filter(([, names = '']) => names.split(',').some((name) => /^\s*(?!type )\w/.test(name)))
  return loaded.map(([, , from]) => `import ${from}\n`).join('')
}

/** Takes out of one of the engine's sources what cannot run in this client. */
export function cutSource(path: string, source: string): string {
  const file = basename(path, '.ts')
  const unused = UNUSED[file]
  if (unused !== undefined) return `${importsOf(source)}export class ${unused} {}`
  if (file === 'global_options') return source // writes the options that are settled elsewhere
  return SETTLED.reduce((text, [read, value]) => text.replace(read, value), source.replace(METHODS, ''))
}
