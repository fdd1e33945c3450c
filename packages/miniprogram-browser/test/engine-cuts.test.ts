import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { UNCALLED } from '../src/engine-cuts.ts'
import { bundleClient } from '../src/serve/bundle-client.ts'

const sourceDir = join(dirname(dirname(createRequire(import.meta.url).resolve('glass-easel'))), 'src')

let phone: Uint8Array = new Uint8Array()
beforeAll(async () => {
  phone = (await bundleClient()).get('phone.js') ?? phone
})

test('every method that is taken out of the engine is one of its own, and nothing in the phone names it', () => {
  const files = readdirSync(sourceDir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const sources = files.map((file) => readFileSync(join(sourceDir, file), 'utf8')).join('\n')
  const bundled = Buffer.from(phone).toString()
  const unknown = UNCALLED.filter((name) => !new RegExp(`^  (?:private )?(?:static )?${name}[(<]`, 'm').test(sources))
  const named = UNCALLED.filter((name) => new RegExp(`\\b${name}\\b`).test(bundled))
  expect({ unknown, named }).toEqual({ unknown: [], named: [] })
})

test('what a phone loads of this package stays under 80 kB, compressed', () => {
  expect(phone.length).toBeGreaterThan(100_000)
  expect(gzipSync(phone).length).toBeLessThan(80_000)
})
