import type { ComponentConfig, StyleIsolation } from './app-config.ts'

const shared: ReadonlySet<StyleIsolation> = new Set(['shared', 'page-shared'])

/** Gives every component whose class names are its own a readable name for them: `_cell`, `_cell-2` … */
export function nameStyleScopes(components: Record<string, ComponentConfig>): Record<string, ComponentConfig> {
  const taken = new Set<string>()
  return Object.fromEntries(
    Object.entries(components).map(([path, config]) => {
      if (shared.has(config.styleIsolation)) return [path, config]
      const styleScope = freeName(`_${shortName(path)}`, taken)
      taken.add(styleScope)
      return [path, { ...config, styleScope }]
    }),
  )
}

/** The underscore keeps a component `card` (`_card--title`) apart from a page's own class `card--title`. */
function shortName(path: string): string {
  const [last = '', folder] = path.split('/').reverse()
  return (last === 'index' && folder !== undefined ? folder : last).replace(/[^\w-]/g, '-')
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`
  return free
}
