import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const miniprogram = join(root, 'miniprogram')

interface AppJson {
  pages: string[]
  subpackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
}

interface ProjectConfig {
  appid: string
  miniprogramRoot: string
  cloudfunctionRoot: string
  libVersion: string
  setting: Record<string, unknown>
  packOptions: { ignore: { type: string; value: string }[] }
}

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))
const app = read(miniprogram, 'app.json') as AppJson
const project = read(root, 'project.config.json') as ProjectConfig

/** Components that a page, a component or the app names, as paths without extension. */
function componentsOf(owner: string): string[] {
  const { usingComponents = {} } = read(miniprogram, `${owner}.json`) as AppJson
  return Object.values(usingComponents).map((path) =>
    path.startsWith('/') ? path.slice(1) : join(dirname(owner), path).replaceAll(sep, '/'),
  )
}

const pages = [
  ...app.pages,
  ...(app.subpackages ?? []).flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`)),
]
const components = new Set<string>()
for (const owner of ['app', ...pages]) for (const found of componentsOf(owner)) components.add(found)
for (const owner of components) for (const found of componentsOf(owner)) components.add(found)

test.each([...pages, ...components])('%s has its four files', (owner) => {
  for (const extension of ['ts', 'wxml', 'wxss', 'json']) {
    expect(existsSync(join(miniprogram, `${owner}.${extension}`)), `${owner}.${extension}`).toBe(true)
  }
})

test('every page in the folder is one of app.json', () => {
  const found = readdirSync(join(miniprogram, 'pages'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.wxml'))
    .map((path) => `pages/${path.replaceAll(sep, '/').replace(/\.wxml$/, '')}`)
  expect(found.filter((page) => !pages.includes(page) && !components.has(page))).toEqual([])
})

// https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/glass-easel/migration.html
test('app.json asks for glass-easel', () => {
  expect(app).toMatchObject({
    lazyCodeLoading: 'requiredComponents',
    componentFramework: 'glass-easel',
    glassEaselWebview: true,
    style: 'v2',
    sitemapLocation: 'sitemap.json',
  })
  expect(existsSync(join(miniprogram, 'sitemap.json'))).toBe(true)
})

// https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html
describe('project.config.json', () => {
  test('points at the mini program and at the built functions', () => {
    expect(resolve(root, project.miniprogramRoot)).toBe(miniprogram)
    expect(project.cloudfunctionRoot).toBe('dist/cloudfunctions/')
    expect(project.appid).toBe('touristappid')
  })

  test('lets DevTools compile TypeScript, for a base library with glass-easel', () => {
    expect(project.setting).toMatchObject({ useCompilerPlugins: ['typescript'], es6: true, enhance: true })
    const [major = 0, minor = 0, patch = 0] = project.libVersion.split('.').map(Number)
    expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(3_008_012)
  })

  test('keeps what is not the mini program out of the package', () => {
    const ignored = project.packOptions.ignore.map(({ value }) => value)
    expect(ignored).toEqual(['test', 'node_modules', 'package.json', 'tsconfig.json'])
    for (const value of ignored) expect(existsSync(join(miniprogram, value)), value).toBe(true)
  })
})

describe('what DevTools can resolve', () => {
  const sources = readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('node_modules') && !path.startsWith('test'))
    .map((path) => join(miniprogram, path))

  test.each(sources.map((file) => [relative(miniprogram, file), file]))('imports of %s', (_name, file) => {
    const imports = readFileSync(file, 'utf8').matchAll(/^import (type )?[^']*'([^']+)'/gm)
    for (const [line, isType, path = ''] of imports) {
      if (path.startsWith('.')) expect(existsSync(`${resolve(dirname(file), path)}.ts`), line).toBe(true)
      else expect(isType, line).toBe('type ')
    }
  })

  test('only call-function calls the cloud', () => {
    const callers = sources.filter((file) => readFileSync(file, 'utf8').includes('wx.cloud'))
    expect(callers.map((file) => relative(miniprogram, file).replaceAll(sep, '/')).sort()).toEqual([
      'app.ts',
      'services/call-function.ts',
    ])
  })
})
