import { describe, expect, test } from 'vitest'
import { foldersIn, readJson } from './_files.ts'

interface Manifest {
  name: string
  private: boolean
  type: string
  exports?: Record<string, string>
  dependencies?: Record<string, string>
}

const manifestOf = (folder: string): Manifest => readJson(`${folder}/package.json`)
const dependenciesOf = (folder: string) => Object.keys(manifestOf(folder).dependencies ?? {}).sort()

const packages = foldersIn('packages').map((name) => [name] as const)

test.each(packages)('packages/%s is named after its folder and exports its sources', (name) => {
  const manifest = manifestOf(`packages/${name}`)
  expect([name, `@stack/${name}`]).toContain(manifest.name)
  expect(manifest).toMatchObject({ private: true, type: 'module' })
  for (const file of Object.values(manifest.exports ?? {})) expect(file).toMatch(/^\.\/(?:src|client)\/[\w/-]+\.ts$/)
})

/** Who may depend on whom of the workspace; what is not in a list is refused. */
const allowed: Record<string, string[]> = {
  'packages/order': [],
  'packages/contract': ['@stack/order'],
  'packages/wxpay-core': [],
  'packages/cloud-function': ['@stack/contract'],
  'packages/shop': ['@stack/cloud-function', '@stack/contract', '@stack/order', 'wxpay-core'],
  'packages/emulator-kit': [],
  // The stand-ins know nothing of the product: one that shared its signer would accept its mistakes.
  'packages/wxpay-simulator': ['@stack/emulator-kit'],
  'packages/cloudbase-emulator': ['@stack/emulator-kit'],
  'packages/miniprogram-compiler': [],
  'packages/miniprogram-runtime': ['@stack/miniprogram-compiler'],
  'packages/miniprogram-browser': ['@stack/emulator-kit', '@stack/miniprogram-compiler', '@stack/miniprogram-runtime'],
  miniprogram: ['@stack/contract', '@stack/miniprogram-compiler', '@stack/miniprogram-runtime'],
  cloudfunctions: ['@stack/cloud-function', '@stack/contract', '@stack/order', '@stack/shop'],
}
const packageNames = new Set(packages.map(([folder]) => manifestOf(`packages/${folder}`).name))
const ofWorkspace = (name: string) => name.startsWith('@stack/') || packageNames.has(name)

describe('who depends on whom', () => {
  test.each(Object.entries(allowed))('%s: %j', (folder, names) => {
    const { dependencies = {}, devDependencies = {} } = readJson(`${folder}/package.json`)
    const used = Object.keys({ ...dependencies, ...devDependencies }).filter(ofWorkspace)
    expect(used.filter((name) => !names.includes(name))).toStrictEqual([])
  })

  test('every package of the workspace has its list', () => {
    const known = Object.keys(allowed)
    expect(packages.map(([name]) => `packages/${name}`).filter((folder) => !known.includes(folder))).toStrictEqual([])
  })
})

test('wxpay-core depends on fast-xml-parser only', () => {
  expect(dependenciesOf('packages/wxpay-core')).toStrictEqual(['fast-xml-parser'])
})

test('order depends on nothing', () => {
  expect(dependenciesOf('packages/order')).toStrictEqual([])
})
