import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readFolder, root } from '@stack/local-stack'
import { temporaryFolder } from '@stack/local-stack/testing'
import { beforeEach, expect, test } from 'vitest'
import { buildMiniprogramNpm } from '../build-miniprogram-npm.ts'

let from: string
let outDir: string

function write(path: string, content: unknown): void {
  const file = join(from, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
}

beforeEach(() => {
  from = temporaryFolder()
  outDir = join(from, 'miniprogram_npm')
  write('package.json', { dependencies: { plain: 'x', ui: 'x' }, devDependencies: { tool: 'x' } })
  write('node_modules/plain/package.json', { version: '1.0.0', main: 'lib/main.js' })
  write('node_modules/plain/lib/main.js', "exports.sum = require('./sum')(20, 22)")
  write('node_modules/plain/lib/sum.js', 'module.exports = (a, b) => a + b')
  write('node_modules/ui/package.json', { version: '2.0.0', miniprogram: 'dist' })
  write('node_modules/ui/dist/button/button.wxml', '<view/>')
  write('node_modules/ui/dist/miniprogram_npm/inner/index.js', 'exports.x = 1')
  write('node_modules/ui/README.md', '# ui')
})

test('a package made for mini programs is its miniprogram folder, any other is one CommonJS file', async () => {
  expect(await buildMiniprogramNpm({ from })).toStrictEqual(['plain@1.0.0', 'ui@2.0.0'])
  expect([...readFolder(outDir).keys()].sort()).toStrictEqual([
    '.built-from.json',
    'plain/index.js',
    'ui/button/button.wxml',
    'ui/miniprogram_npm/inner/index.js',
  ])
  expect(createRequire(import.meta.url)(join(outDir, 'plain', 'index.js'))).toStrictEqual({ sum: 42 })
})

test('the folder is written again only when a version changed, or when somebody else wrote it', async () => {
  const again = () => buildMiniprogramNpm({ from })
  await again()
  writeFileSync(join(outDir, 'mark'), '')
  expect(await again()).toStrictEqual([])
  expect(existsSync(join(outDir, 'mark'))).toBe(true)
  write('node_modules/ui/package.json', { version: '2.0.1', miniprogram: 'dist' })
  expect(await again()).toStrictEqual(['plain@1.0.0', 'ui@2.0.1'])
  expect(existsSync(join(outDir, 'mark'))).toBe(false)
  writeFileSync(join(outDir, '.built-from.json'), '')
  expect(await again()).toHaveLength(2)
})

test('a dependency that is not installed is named with its cure', async () => {
  write('package.json', { dependencies: { absent: 'x' } })
  await expect(buildMiniprogramNpm({ from })).rejects.toThrow(
    /^\[build-miniprogram-npm\] .*absent.package\.json is missing; cure: pnpm install$/,
  )
})

test('the real one holds what TDesign requires by bare name', async () => {
  const target = temporaryFolder()
  const written = await buildMiniprogramNpm({ outDir: join(target, 'miniprogram_npm') })
  const { dependencies } = JSON.parse(readFileSync(join(root, 'miniprogram', 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(written.map((name) => name.split('@')[0])).toStrictEqual(Object.keys(dependencies))
  const load = createRequire(import.meta.url)
  expect(load(join(target, 'miniprogram_npm', 'dayjs'))('2026-03-01').format('M/D')).toBe('3/1')
  expect(load(join(target, 'miniprogram_npm', 'tslib'))).toMatchObject({ __decorate: expect.any(Function) })
  expect(existsSync(join(target, 'miniprogram_npm', 'tdesign-miniprogram', 'button', 'button.wxml'))).toBe(true)
})
