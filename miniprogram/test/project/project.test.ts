import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { ownFiles } from '../helpers/own-files.ts'
import { walk } from '../helpers/walk.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const miniprogram = join(root, 'miniprogram')

interface ProjectConfig {
  appid: string
  miniprogramRoot: string
  cloudfunctionRoot: string
  libVersion: string
  setting: Record<string, unknown>
  packOptions: { ignore: { type: string; value: string }[] }
}

const project = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8')) as ProjectConfig
const { app, pages, components } = walk(miniprogram)
const own = components.filter((path) => !path.startsWith('miniprogram_npm/'))

test.each([...pages, ...own])('%s has its four files', (owner) => {
  for (const extension of ['ts', 'wxml', 'wxss', 'json']) {
    expect(existsSync(join(miniprogram, `${owner}.${extension}`)), `${owner}.${extension}`).toBe(true)
  }
})

// https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/glass-easel/migration.html
test('app.json asks for glass-easel', () => {
  expect(app).toMatchObject({
    lazyCodeLoading: 'requiredComponents',
    componentFramework: 'glass-easel',
    glassEaselWebview: true,
  })
  // It breaks the buttons of TDesign: https://tdesign.tencent.com/miniprogram/getting-started
  expect(app).not.toHaveProperty('style')
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

  test('leaves unused files of npm packages out, as the size budget assumes', () => {
    expect(project.setting.ignoreUploadUnusedFiles).toBe(true)
  })
})

test('only call-function calls the cloud', () => {
  const callers = ownFiles(miniprogram).filter(
    (path) => path.endsWith('.ts') && readFileSync(join(miniprogram, path), 'utf8').includes('wx.cloud'),
  )
  expect(callers.sort()).toEqual(['app.ts', 'services/call-function.ts'])
})
