import { dirname, posix } from 'node:path'
import { allFiles, foldersIn, read, readJson } from '@stack/local-stack/testing'
import { describe, expect, test } from 'vitest'

interface Manifest {
  name: string
  private: boolean
  type: string
  exports?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const manifestOf = (folder: string): Manifest => readJson(`${folder}/package.json`)
const packages = foldersIn('packages').map((name) => ({ name, folder: `packages/${name}` }))

const product = ['@stack/cloud-function', '@stack/contract', '@stack/order', '@stack/shop', 'wxpay-core']
const localServices = ['@stack/emulator-kit', 'cloudbase-emulator', 'wxpay-simulator']
const everything = 'everything'

/** Who may depend on whom of the workspace; what is not in a list is refused. */
const allowed: Record<string, string[] | typeof everything> = {
  'packages/order': [],
  'packages/contract': ['@stack/order'],
  'packages/wxpay-core': [],
  'packages/cloud-function': ['@stack/contract'],
  'packages/shop': ['@stack/cloud-function', '@stack/contract', '@stack/order', 'wxpay-core'],
  cloudfunctions: ['@stack/cloud-function', '@stack/contract', '@stack/order', '@stack/shop'],
  // Types of contract; the others in tests only.
  miniprogram: ['@stack/contract', '@stack/miniprogram-compiler', '@stack/miniprogram-runtime', '@stack/order'],
  'packages/emulator-kit': [],
  // The local services know nothing of the product: one that shared its signer would accept its mistakes.
  'packages/wxpay-simulator': ['@stack/emulator-kit'],
  'packages/cloudbase-emulator': ['@stack/emulator-kit'],
  'packages/miniprogram-compiler': [],
  'packages/miniprogram-runtime': ['@stack/miniprogram-compiler'],
  'packages/miniprogram-browser': ['@stack/emulator-kit', '@stack/miniprogram-compiler', '@stack/miniprogram-runtime'],
  'packages/local-stack': [
    ...[...product, ...localServices, 'miniprogram-browser'],
    ...['@stack/miniprogram-compiler', '@stack/miniprogram-runtime'],
  ],
  'packages/simulation': [...product, ...localServices, '@stack/cloudfunctions'],
  scripts: everything,
  tools: everything,
  test: everything,
}
const rooms = Object.keys(allowed).map((folder) => ({ folder }))
const workspaceNames = new Set(Object.keys(allowed).map((folder) => manifestOf(folder).name))

test.each(packages)('packages/$name is named after its folder and exports its sources', ({ name, folder }) => {
  const manifest = manifestOf(folder)
  expect([name, `@stack/${name}`]).toContain(manifest.name)
  expect(manifest).toMatchObject({ private: true, type: 'module' })
  for (const file of Object.values(manifest.exports ?? {})) expect(file).toMatch(/^\.\/(?:src|client)\/[\w/-]+\.ts$/)
})

describe('who depends on whom', () => {
  test.each(rooms)('$folder', ({ folder }) => {
    const { dependencies = {}, devDependencies = {} } = manifestOf(folder)
    const used = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => workspaceNames.has(name))
    const names = allowed[folder] ?? []
    expect(names === everything ? [] : used.filter((name) => !names.includes(name))).toStrictEqual([])
  })

  test('every package of the workspace has its list', () => {
    expect(packages.filter(({ folder }) => !(folder in allowed))).toStrictEqual([])
  })

  test('wxpay-core depends on fast-xml-parser only, order on nothing', () => {
    expect(Object.keys(manifestOf('packages/wxpay-core').dependencies ?? {})).toStrictEqual(['fast-xml-parser'])
    expect(Object.keys(manifestOf('packages/order').dependencies ?? {})).toStrictEqual([])
  })
})

const files = allFiles().filter((file) => /\.(?:ts|cjs|mjs)$/.test(file) && !file.includes('/fixtures/'))
const known = new Set(files)

const roomOf = (file: string) => rooms.find(({ folder }) => file.startsWith(`${folder}/`))?.folder

/** A relative import of one of our files. */
interface Import {
  from: string
  to: string
}

function importsOf(file: string): Import[] {
  const specifiers = [...read(file).matchAll(/(?:\bfrom|\bimport\(|\bimport) ?'(\.[^']+)'/g)].map(
    ([, path = '']) => path,
  )
  return specifiers.flatMap((specifier) => {
    const path = posix.join(dirname(file), specifier)
    const to = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => known.has(candidate))
    return to === undefined ? [] : [{ from: file, to }]
  })
}

const imports = files.flatMap(importsOf)

/** Returns the first chain of folders that leads back to its beginning. */
function findCycle(edges: Map<string, Set<string>>): string[] {
  const done = new Set<string>()
  const walk = (folder: string, trail: string[]): string[] => {
    if (trail.includes(folder)) return [...trail.slice(trail.indexOf(folder)), folder]
    if (done.has(folder)) return []
    for (const next of edges.get(folder) ?? []) {
      const cycle = walk(next, [...trail, folder])
      if (cycle.length > 0) return cycle
    }
    done.add(folder)
    return []
  }
  for (const folder of edges.keys()) {
    const cycle = walk(folder, [])
    if (cycle.length > 0) return cycle
  }
  return []
}

describe('the house', () => {
  test('many imports are looked at', () => {
    expect(imports.length).toBeGreaterThan(2_000)
  })

  test('folders that import each other in a circle are found', () => {
    const edges = new Map(Object.entries({ a: new Set(['b']), b: new Set(['c']), c: new Set(['b']) }))
    expect(findCycle(edges)).toStrictEqual(['b', 'c', 'b'])
  })

  test('folders do not import each other in a circle, types included', () => {
    const edges = new Map<string, Set<string>>()
    for (const { from, to } of imports) {
      if (dirname(from) === dirname(to)) continue
      edges.set(dirname(from), (edges.get(dirname(from)) ?? new Set()).add(dirname(to)))
    }
    expect(findCycle(edges)).toStrictEqual([])
  })

  test('no folder holds more than 25 source files', () => {
    const counts = new Map<string, number>()
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > 25)).toStrictEqual([])
  })

  test('an import of another package goes by its name, not by a path into it', () => {
    expect(imports.filter(({ from, to }) => roomOf(from) !== roomOf(to) && roomOf(from) !== undefined)).toStrictEqual(
      [],
    )
  })

  test('no package imports its own entry points from inside', () => {
    const entries = new Set(packages.map(({ folder }) => `${folder}/src/index.ts`))
    expect(imports.filter(({ from, to }) => entries.has(to) && from.includes('/src/'))).toStrictEqual([])
  })

  test('the product imports nothing for tests', () => {
    const isProduct = (file: string) =>
      /^(?:cloudfunctions|miniprogram|packages\/(?:order|contract|wxpay-core|cloud-function|shop)\/src)\//.test(file)
    const isForTests = (file: string) => /\.test\.ts$|\/test\/|\/testing(?:\.ts$|\/)|sample-/.test(file)
    const importing = files.filter(
      (file) =>
        isProduct(file) &&
        !isForTests(file) &&
        /from '[^']*(?:\/testing|\/testing\.ts|sample-[\w-]+\.ts)'/.test(read(file)),
    )
    expect(importing).toStrictEqual([])
  })
})
