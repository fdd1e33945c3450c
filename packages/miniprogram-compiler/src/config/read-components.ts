import { lineOf, type ProjectFiles } from '../files/project-files.ts'
import { hintFor, resolveComponent } from '../files/resolve-path.ts'
import type { ComponentConfig, StyleIsolation } from './app-config.ts'
import { isObject, type JsonObject, readJson, textEntriesOf } from './read-json.ts'
import { windowConfig } from './window-config.ts'

interface Roots {
  pages: string[]
  /** Entry of app.json. */
  window: JsonObject
  /** Components of app.json, known to every page and component. */
  usingComponents: unknown
}

/** Every page and every component that one reaches, components before those that use them. */
export function readComponents(files: ProjectFiles, roots: Roots): Record<string, ComponentConfig> {
  const pages = new Set(roots.pages)
  const appWide = resolveAll(files, 'app.json', textEntriesOf(roots.usingComponents))
  const found: Record<string, ComponentConfig> = {}
  const begun = new Set<string>()

  const visit = (path: string) => {
    if (begun.has(path)) return
    begun.add(path)
    const isPage = pages.has(path)
    if (!hasFiles(files, path, isPage)) return
    const json = files.exists(`${path}.json`) ? (readJson(files, `${path}.json`) ?? {}) : {}
    if (!isPage && json.component !== true)
      files.refuse(`${path}.json`, 'a component\'s json must say "component": true')
    warnOfIsolationInScript(files, path, json)
    const usingComponents = { ...appWide, ...resolveAll(files, `${path}.json`, textEntriesOf(json.usingComponents)) }
    const generics = genericsOf(files, path, json)
    for (const child of [...Object.values(usingComponents), ...Object.values(generics ?? {}).flatMap(defaultOf)])
      visit(child)
    found[path] = {
      usingComponents,
      component: json.component === true,
      styleIsolation: isolationOf(json, isPage),
      ...(generics !== undefined && { componentGenerics: generics }),
      window: windowConfig(roots.window, json),
    }
  }
  for (const page of roots.pages) visit(page)
  return found
}

const defaultOf = (generic: true | { default?: string }) =>
  generic === true || generic.default === undefined ? [] : [generic.default]

/** A page needs a wxml and a script, a component a json with `"component": true` as well. */
function hasFiles(files: ProjectFiles, path: string, isPage: boolean): boolean {
  const what = isPage ? 'page' : 'component'
  const listed = isPage ? ' (listed in app.json)' : ''
  const isComplete = {
    wxml: files.exists(`${path}.wxml`),
    'ts or .js': files.exists(`${path}.ts`) || files.exists(`${path}.js`),
    json: isPage || files.exists(`${path}.json`),
  }
  const missing = Object.entries(isComplete).flatMap(([kind, isThere]) => (isThere ? [] : [`.${kind}`]))
  for (const kind of missing) files.report('error', path, `the ${what} ${path}${listed} has no ${kind} file`)
  return missing.length === 0
}

function resolveAll(files: ProjectFiles, from: string, entries: [string, string][]): Record<string, string> {
  const resolved = entries.map(([tag, target]): [string, string] | undefined => {
    const path = resolveComponent(files, from, target)
    if (path !== undefined) return [tag, path]
    const cure = /^plugin(-private)?:/.test(target) ? 'plugins are not supported' : hintFor(files, target)
    files.report(
      'error',
      from,
      `<${tag}>: there is no component "${target}": ${cure}`,
      lineOf(files.read(from), `"${target}"`),
    )
    return undefined
  })
  return Object.fromEntries(resolved.filter((entry) => entry !== undefined))
}

function genericsOf(files: ProjectFiles, path: string, json: JsonObject): ComponentConfig['componentGenerics'] {
  if (!isObject(json.componentGenerics)) return undefined
  return Object.fromEntries(
    Object.entries(json.componentGenerics).map(([name, generic]) => {
      const target = isObject(generic) ? generic.default : undefined
      return [name, typeof target === 'string' ? resolveDefault(files, `${path}.json`, name, target) : true]
    }),
  )
}

function resolveDefault(files: ProjectFiles, from: string, name: string, target: string): true | { default: string } {
  const { [name]: path } = resolveAll(files, from, [[name, target]])
  return path === undefined ? true : { default: path }
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html */
function isolationOf({ styleIsolation, addGlobalClass }: JsonObject, isPage: boolean): StyleIsolation {
  if (typeof styleIsolation === 'string') return styleIsolation as StyleIsolation
  if (isPage) return 'shared'
  return addGlobalClass === true ? 'apply-shared' : 'isolated'
}

/** The engine knows the style isolation before it runs the script, so only the json is asked. */
function warnOfIsolationInScript(files: ProjectFiles, path: string, json: JsonObject): void {
  const file = [`${path}.ts`, `${path}.js`].find(files.exists)
  if (file === undefined || json.styleIsolation !== undefined || json.addGlobalClass !== undefined) return
  const [setting] = /\b(?:styleIsolation|addGlobalClass)\s*:/.exec(files.read(file)) ?? []
  if (setting === undefined) return
  files.report(
    'warning',
    file,
    'styleIsolation counts here only in the json: write it there',
    lineOf(files.read(file), setting),
  )
}
