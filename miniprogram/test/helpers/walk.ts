import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { readJsonFile } from './read-json-file.ts'

export interface AppJson {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  tabBar?: { list?: { pagePath: string; iconPath?: string; selectedIconPath?: string }[] }
  sitemapLocation?: string
}

/** What WeChat loads of a mini program: every file that app.json reaches, and every name that leads nowhere. */
export interface Walk {
  app: AppJson
  pages: string[]
  components: string[]
  /** From the mini program's root, with `/`. */
  files: string[]
  missing: string[]
}

const scripts = ['.ts', '.js']
const modules = ['', '.ts', '.js', '.json', '/index.ts', '/index.js']

/** Where a name in `owner` may lead to, first one first: from the root, from the owner, or the nearest `miniprogram_npm`. */
function places(owner: string, name: string): string[] {
  if (name.startsWith('/')) return [name.slice(1)]
  const folder = posix.dirname(owner)
  if (name.startsWith('.')) return [posix.join(folder, name)]
  const parents = folder.split('/').map((_, index, all) => all.slice(0, all.length - index).join('/'))
  return [...parents, '.'].map((parent) => posix.join(parent, 'miniprogram_npm', name))
}

/** A path in markup or a style sheet needs no `../`. */
const fromHere = (owner: string, name: string) => places(owner, /^[./]/.test(name) ? name : `./${name}`)

interface Reference {
  name: string
  /** Where it may be, first one first. */
  at: string[]
}

function names(text: string, pattern: RegExp, at: (name: string) => string[]): Reference[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => ({ name, at: at(name) }))
}

function readScript(owner: string, text: string): Reference[] {
  const code = text.replaceAll(/^(?:import|export) type [^;]*?from ['"][^'"]+['"]/gm, '')
  return names(code, /\b(?:from|import|require\(|import\()\s*["']([\w@./-]+)["']/g, (name) =>
    places(owner, name).flatMap((path) => modules.map((end) => path + end)),
  )
}

/** Which files a file names, by its extension. */
const readers: Record<string, (owner: string, text: string) => Reference[]> = {
  '.wxml': (owner, text) =>
    names(text.replaceAll(/<!--[\s\S]*?-->/g, ''), /<(?:import|include|wxs)\b[^>]*?\bsrc="([^"]+)"/g, (name) =>
      fromHere(owner, name).flatMap((path) => [path, `${path}.wxml`]),
    ),
  '.wxss': (owner, text) =>
    names(text.replaceAll(/\/\*[\s\S]*?\*\//g, ''), /@import\s+(?:url\()?["']([^"']+)["']/g, (name) =>
      fromHere(owner, name),
    ),
  '.wxs': (owner, text) => names(text, /\brequire\(\s*["']([^"']+)["']/g, (name) => fromHere(owner, name)),
  '.ts': readScript,
  '.js': readScript,
}

/** Follows app.json → pages → components → markup, style sheets and scripts, as WeChat does. */
export function walk(dir: string): Walk {
  const isFile = (path: string) => existsSync(join(dir, path)) && statSync(join(dir, path)).isFile()
  const read = (path: string) => readFileSync(join(dir, path), 'utf8')
  const readJson = (path: string) => (readJsonFile(dir, path).value ?? {}) as AppJson
  const files = new Set<string>()
  const components = new Set<string>()
  const missing: string[] = []

  function add(owner: string, name: string, at: string[]): void {
    const path = at.find(isFile)
    if (path === undefined) missing.push(`${owner}: ${name} is not there`)
    if (path === undefined || files.has(path)) return
    files.add(path)
    for (const found of readers[posix.extname(path)]?.(path, read(path)) ?? []) add(path, found.name, found.at)
  }

  function addAll(owner: string, path: string, required: string[], optional: string[]): void {
    if (![...required, ...scripts].some((end) => isFile(path + end))) {
      missing.push(`${owner}: ${path} is not there`)
      return
    }
    const either = scripts.map((end) => path + end)
    add(owner, `${path}.ts or .js`, either)
    for (const end of required) add(owner, path + end, [path + end])
    for (const end of optional) if (isFile(path + end)) add(owner, path + end, [path + end])
  }

  function addComponents(owner: string, json: string): void {
    const { usingComponents = {}, componentGenerics = {} } = readJson(json)
    const defaults = Object.entries(componentGenerics).flatMap(([tag, generic]) =>
      generic === true || generic.default === undefined ? [] : [[tag, generic.default] as const],
    )
    for (const [tag, name] of [...Object.entries(usingComponents), ...defaults]) {
      const bases = [...fromHere(json, name), ...places(json, name)].flatMap((path) => [path, `${path}/index`])
      const found = bases.find((path) => isFile(`${path}.json`))
      if (found === undefined) missing.push(`${json}: the component ${tag} at ${name} is not there`)
      if (found === undefined || components.has(found)) continue
      components.add(found)
      addAll(owner, found, ['.json', '.wxml'], ['.wxss'])
      addComponents(found, `${found}.json`)
    }
  }

  const app = readJson('app.json')
  const pages = [
    ...(app.pages ?? []),
    ...(app.subPackages ?? app.subpackages ?? []).flatMap((sub) => sub.pages.map((page) => posix.join(sub.root, page))),
  ]
  addAll('app.json', 'app', ['.json'], ['.wxss'])
  addComponents('app.json', 'app.json')
  for (const page of pages) {
    addAll('app.json', page, ['.wxml'], ['.json', '.wxss'])
    addComponents(page, `${page}.json`)
  }
  const icons = (app.tabBar?.list ?? []).flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath])
  for (const path of [...icons, app.sitemapLocation]) if (path !== undefined) add('app.json', path, [path])
  return { app, pages, components: [...components], files: [...files], missing }
}
