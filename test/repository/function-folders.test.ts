import { allFiles, foldersIn, read, readJson } from '@stack/local-stack/testing'
import { describe, expect, test } from 'vitest'

interface Manifest {
  collections: Record<string, { permission: string }>
  functions: Record<string, { timeoutSeconds: number; memoryMb: number; secrets: string[] }>
  http: Record<string, string>
}

const manifest = readJson('cloudfunctions/cloudbase.json') as Manifest
const files = allFiles('cloudfunctions')
const folders = foldersIn('cloudfunctions')
const rows = folders.map((name) => ({
  name,
  main: read(`cloudfunctions/${name}/main.ts`),
  config: files.includes(`cloudfunctions/${name}/config.json`)
    ? (readJson(`cloudfunctions/${name}/config.json`) as { triggers: { type: string }[] })
    : undefined,
}))
const doorOf = (main: string) => /^export const main = define(Call|Notify|Timer)\(\s*'([\w-]+)'/m.exec(main)

test('the manifest names every function folder, and nothing else', () => {
  expect(Object.keys(manifest.functions)).toStrictEqual([...folders].sort())
})

test('collections can be reached through functions only', () => {
  const permissions = Object.values(manifest.collections).map(({ permission }) => permission)
  expect(new Set(permissions)).toStrictEqual(new Set(['ADMINONLY']))
})

describe.each(rows)('$name', ({ name, main, config }) => {
  const [, door, declared] = doorOf(main) ?? []
  const limits = manifest.functions[name]

  test('declares one front door, under its own name', () => {
    expect(['Call', 'Notify', 'Timer']).toContain(door)
    expect(declared).toBe(name)
    const opened = /open(?:Services|StoreServices)\('([\w-]+)'/.exec(main)?.[1]
    expect(opened).toBe(name)
  })

  test('has a config.json with a trigger when it is a timer, and only then', () => {
    expect(config?.triggers.map(({ type }) => type)).toStrictEqual(door === 'Timer' ? ['timer'] : undefined)
  })

  test('has an HTTP route when it is a notification function, and only then', () => {
    const routes = Object.entries(manifest.http).filter(([, target]) => target === name)
    expect(routes).toStrictEqual(door === 'Notify' ? [[`/${name}`, name]] : [])
  })

  test('has 10 s, as a timer 60 s', () => {
    expect(limits?.timeoutSeconds).toBe(door === 'Timer' ? 60 : 10)
  })

  test('gets the secrets that it uses, and no others', () => {
    const used = [
      ...(main.includes('openGateway(') ? ['gateway'] : []),
      ...(main.includes('certificateDir:') ? ['certificate'] : []),
    ]
    expect(limits?.secrets).toStrictEqual(used)
  })
})

test('the certificate goes to the two functions that refund', () => {
  const holders = Object.entries(manifest.functions).filter(([, { secrets }]) => secrets.includes('certificate'))
  expect(holders.map(([name]) => name)).toStrictEqual(['refund', 'sync-refunds'])
})
