/** Rewrites a mini program's selectors to those of the page. */
export interface SelectorScope {
  /** Name that class names carry, undefined when they are shared. */
  styleScope: string | undefined
  /** Told of what only works by class in a component: tags, ids, attributes. */
  onForeign?: (part: string) => void
}

/** In turn: escapes and strings, arguments that are no selectors, attributes, pseudos, ids, classes, tags. */
const parts =
  /\\.|"[^"]*"|'[^']*'|:(?:nth-[\w-]+|lang|dir)\([^)]*\)|(?<attribute>\[[^\]]*\])|(?<host>:host(?![-\w(]))|::?[\w-]+|#(?<id>(?:\\.|[-\w\u0080-\uffff])+)|\.(?<name>(?:\\.|[-\w\u0080-\uffff])+)|(?<tag>[A-Za-z][\w-]*)/g

/** Rewriting of each kind of part. */
const rewrites: Record<string, (name: string, styleScope: string | undefined) => string> = {
  name: (name, styleScope) => (styleScope === undefined ? `.${name}` : `.${styleScope}--${name}`),
  host: (_, styleScope) => `[wx-host="${styleScope ?? ''}"]`,
  // `:not(#_)` is always true and gives the selector the weight of an id.
  id: (id) => `[exparser\\:info-attr-id="${id}"]:not(#_)`,
  tag: (tag) => (tag === 'page' ? 'body' : `wx-${tag}`),
  attribute: (attribute) => attribute,
}
const foreign: ReadonlySet<string> = new Set(['id', 'tag', 'attribute'])

/** One selector list of WXSS as the page's CSS. What it makes of tags, classes and ids: see client/runtime/app-bundle.ts. */
export function rewriteSelector(selector: string, { styleScope, onForeign }: SelectorScope): string {
  return selector.replace(parts, (...match) => {
    const text = match[0] as string
    const [part] = Object.entries(match.at(-1) as Record<string, string | undefined>).filter(
      ([, name]) => name !== undefined,
    )
    if (part === undefined) return text
    const [kind, name = ''] = part
    if (foreign.has(kind)) onForeign?.(text)
    return rewrites[kind]?.(name, styleScope) ?? text
  })
}
