import { allFiles, read, readJson } from '@stack/local-stack/testing'
import { describe, expect, test } from 'vitest'

const { packageManager, scripts, devDependencies } = readJson('package.json') as {
  packageManager: string
  scripts: Record<string, string>
  devDependencies: Record<string, string>
}
const files = allFiles()
const documents = files.filter((file) => file.endsWith('.md') && !file.includes('/fixtures/'))

test('the version of pnpm is the same wherever it stands', () => {
  const version = packageManager.replace('pnpm@', '')
  const setUps = Object.entries(scripts).filter(([name, command]) => name.startsWith('pre') && command.includes('pnpm'))
  expect(setUps.map(([name]) => name)).toEqual(expect.arrayContaining(['prestart', 'predemo', 'pretest']))
  for (const [name, command] of setUps) {
    expect(command, name).toMatch(/^npx --yes pnpm@\S+ install --frozen-lockfile/)
    expect(command, name).toContain(` pnpm@${version} `)
  }
  expect(devDependencies.pnpm).toBe(version)
})

test('every dependency is pinned: an exact version, the workspace or the catalogue', () => {
  const manifests = files.filter((file) => file.endsWith('package.json'))
  const loose = manifests.flatMap((file) => {
    const { dependencies = {}, devDependencies: development = {} } = readJson(file)
    return Object.entries({ ...dependencies, ...development })
      .filter(([, version]) => !/^(?:\d+\.\d+\.\d+|workspace:\*|catalog:)$/.test(String(version)))
      .map(([name, version]) => `${file}: ${name} ${version}`)
  })
  expect(loose).toStrictEqual([])
  const catalogue = read('pnpm-workspace.yaml').match(/^catalog:\n((?: {2}.+\n)+)/m)?.[1] ?? ''
  expect(
    catalogue
      .trim()
      .split('\n')
      .filter((line) => !/: \d+\.\d+\.\d+$/.test(line)),
  ).toStrictEqual([])
})

test('the root holds no workspace dependency, so that a stray `npm install` succeeds', () => {
  expect(Object.values(devDependencies).filter((version) => /workspace|catalog/.test(version))).toStrictEqual([])
})

describe('commands in documents', () => {
  test.each(documents.map((file) => [file]))('%s names only scripts that exist', (file) => {
    const named = [...read(file).matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)].map(
      (match) => match[1] ?? match[2],
    )
    expect(named.filter((name) => name === undefined || scripts[name] === undefined)).toStrictEqual([])
  })

  test('both READMEs show the same commands in the same order', () => {
    const commands = (file: string) =>
      [...read(file).matchAll(/```(?:sh|bash)\n([^`]+)```/g)].map(([, block]) => block?.replaceAll(/ *#.*/g, ''))
    expect(commands('README.md').length).toBeGreaterThan(0)
    expect(commands('README.zh-CN.md')).toStrictEqual(commands('README.md'))
  })

  test('the two commands of a fresh clone come first: npm start, npm test', () => {
    const [first = ''] = [...read('README.md').matchAll(/```(?:sh|bash)\n([^`]+)```/g)].map(([, block]) => block ?? '')
    expect(first.match(/npm (?:start|test)/g)).toStrictEqual(['npm start', 'npm test'])
  })
})

describe('what must not stand in any file', () => {
  const texts = files
    .filter((file) => /\.(?:ts|cjs|js|json|md|yaml|yml|wxml|wxss|html)$|^\.ci\/|^\.\w+$/.test(file))
    .map((file) => ({ file, text: read(file) }))

  test.each<[what: string, pattern: RegExp]>([
    ['a folder of somebody’s machine', /(?<![\w.}])\/(?:home|root|Users|work)\/\w|[A-Z]:\\\\?Users\\/],
    [
      'a registry but the public ones',
      /https?:\/\/(?!registry\.npm(?:js\.org|mirror\.com))[\w.-]*(?:registry|artifactory|nexus)[\w.-]*[/:"]/i,
    ],
    ['a package by its address', /tarball: *["']?https?:/],
    ['a login for a registry', /_auth(?:Token)?\s*=/],
  ])('%s', (_what, pattern) => {
    expect(texts.length).toBeGreaterThan(300)
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toStrictEqual([])
  })

  test('a private key, but in fixtures of tests and in the test certificate', () => {
    const found = texts
      .filter(({ text }) => /-----BEGIN (?:\w+ )?PRIVATE KEY-----\n/.test(text))
      .map(({ file }) => file)
    expect(found).toStrictEqual(['packages/wxpay-core/src/testing/test-certificate.ts'])
    const keys = files.filter((file) => /\.(?:key|pem|p12)$/.test(file) && !file.includes('/test/helpers/fixtures/'))
    expect(keys).toStrictEqual([])
  })

  test('a certificate check that is switched off', () => {
    const off = /rejectUnauthorized: *false|NODE_TLS_REJECT_UNAUTHORIZED/
    const product = texts.filter(({ file }) =>
      /^(?:cloudfunctions|miniprogram|scripts\/src|packages\/[\w-]+\/src)\//.test(file),
    )
    // The listener asks for a client certificate without rejecting, so that the simulator can answer nginx's page itself.
    expect(product.filter(({ text }) => off.test(text)).map(({ file }) => file)).toStrictEqual([
      'packages/emulator-kit/src/http/listen-guarded.ts',
    ])
  })
})

describe('how sources read', () => {
  const sources = files
    .filter((file) => file.endsWith('.ts') && !/(?:^|\/)test\/|\.test\.ts$/.test(file))
    .map((file) => ({ file, text: read(file) }))

  test('no docstring opens with a question word or a preposition', () => {
    const opening = /\/\*\*\s*(?:\*\s*)?((?:What|How|Where|Who|When|Of|From|Whether)\b.{0,40})/g
    const found = sources.flatMap(({ file, text }) =>
      [...text.matchAll(opening)].map(([, words]) => `${file}: ${words}`),
    )
    expect(sources.length).toBeGreaterThan(500)
    expect(found).toStrictEqual([])
  })

  test.each(['door', 'doors', 'deed', 'misfit', 'stand-in', 'stand-ins'])(
    'the word "%s" stands in no product source',
    (word) => {
      const product = sources.filter(({ file }) =>
        /^(?:cloudfunctions|miniprogram|packages\/(?:order|contract|wxpay-core|cloud-function|shop)\/src)\//.test(file),
      )
      const found = product.filter(({ text }) => new RegExp(`\\b${word}\\b`, 'i').test(text)).map(({ file }) => file)
      expect(found).toStrictEqual([])
    },
  )
})
