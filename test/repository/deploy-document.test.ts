import { read, readJson } from '@stack/local-stack/testing'
import { describe, expect, test } from 'vitest'

interface Manifest {
  collections: Record<string, { indexes: { name: string; keys: [string, 1 | -1][] }[] }>
  functions: Record<string, { timeoutSeconds: number; memoryMb: number; secrets: string[] }>
  http: Record<string, string>
}

const manifest: Manifest = readJson('cloudfunctions/cloudbase.json')
const settings = read('packages/shop/src/settings/settings.ts').matchAll(/^ {2}(WXPAY_\w+): \[(true|false)/gm)

const words = {
  'docs/deploy.md': { yes: 'yes', up: 'up', down: 'down', is: ': ', none: 'none', and: ', ', next: '; ' },
  'docs/deploy.zh-CN.md': { yes: '是', up: '升', down: '降', is: '：', none: '无', and: '、', next: '；' },
}

/** The rows of every table, cell by cell, without back quotes around a cell. */
const rowsOf = (file: string): string[][] =>
  read(file)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
    )

describe.each(Object.entries(words))('%s', (file, { yes, up, down, is, none, and, next }) => {
  const rows = rowsOf(file)
  const mark = (wanted: boolean) => (wanted ? yes : '')

  test.each(Object.entries(manifest.functions))('%s with its limits and secrets', (name, wanted) => {
    const { timeoutSeconds, memoryMb, secrets } = wanted
    const needs = ['gateway', 'certificate'].map((secret) => mark(secrets.includes(secret)))
    expect(rows).toContainEqual([name, String(timeoutSeconds), String(memoryMb), ...needs])
  })

  test.each(Object.entries(manifest.collections))('collection %s with its indexes', (name, { indexes }) => {
    const told = indexes.map(
      (index) => `\`${index.name}\`${is}${index.keys.map(([key, way]) => `${key} ${way === 1 ? up : down}`).join(and)}`,
    )
    expect(rows).toContainEqual([name, told.length === 0 ? none : told.join(next)])
  })

  test.each(Object.entries(manifest.http))('route %s', (path, name) => {
    expect(rows).toContainEqual([path, name])
  })

  test.each([...settings].map(([, name, required]) => [name, required] as const))('variable %s', (name, required) => {
    expect(rows.find((cells) => cells[0] === name)?.at(-1)).toBe(mark(required === 'true'))
  })
})
