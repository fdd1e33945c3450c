import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareDataDir } from '../../src/stack/data-format.ts'
import { writeStackFile } from '../../src/stack/stack-file.ts'
import { temporaryFolder } from '../../src/testing.ts'

const addresses = { callUrl: '', httpUrl: '', adminUrl: '', gatewayUrl: '', controlUrl: '' }

/** A folder as the first version left it, with a browser that is no data. */
function oldFolder(): string {
  const dir = temporaryFolder()
  for (const folder of ['simulator', 'emulator', 'browser']) mkdirSync(join(dir, folder))
  writeFileSync(join(dir, 'emulator', 'database.db'), 'orders')
  writeFileSync(join(dir, 'clock.json'), '{}')
  return dir
}

test('an empty folder is marked, and nothing is moved', () => {
  const dir = temporaryFolder()
  expect(prepareDataDir(dir)).toBeNull()
  expect(readdirSync(dir)).toStrictEqual(['format.json'])
  mkdirSync(join(dir, 'emulator'))
  expect(prepareDataDir(dir)).toBeNull()
  expect(existsSync(join(dir, 'emulator'))).toBe(true)
})

test('data of the first version is moved aside whole, what is no data stays', () => {
  const dir = oldFolder()
  mkdirSync(join(dir, 'old-1'))
  expect(prepareDataDir(dir)).toBe(join(dir, 'old-2'))
  expect(readdirSync(dir).sort()).toStrictEqual(['browser', 'format.json', 'old-1', 'old-2'])
  expect(readFileSync(join(dir, 'old-2', 'emulator', 'database.db'), 'utf8')).toBe('orders')
  expect(prepareDataDir(dir)).toBeNull()
})

test('data under a stack of the first version that still runs is left alone', () => {
  const dir = oldFolder()
  writeStackFile(dir, { ...addresses, pid: process.pid })
  expect(() => prepareDataDir(dir)).toThrow(/an older version still runs on .*Stop it first/)
  expect(existsSync(join(dir, 'emulator', 'database.db'))).toBe(true)
})

test.each([['3'], ['"x"']])('format %s is refused by name, nothing is moved', (format) => {
  const dir = oldFolder()
  writeFileSync(join(dir, 'format.json'), `{ "format": ${format} }`)
  expect(() => prepareDataDir(dir)).toThrow(/has format .*; expected at most 2/)
  expect(existsSync(join(dir, 'emulator', 'database.db'))).toBe(true)
})
