import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CompiledApp, Diagnostic } from '@stack/miniprogram-compiler'
import { describe, expect, test } from 'vitest'
import { type AppBuildOptions, createAppBuild } from '../../src/serve/app-build.ts'
import { compiledApp, temporaryFolder } from '../helpers/serve.ts'

const problem = (level: Diagnostic['level'], own = true): Diagnostic => ({
  ...{ file: 'pages/a/a.wxml', line: 3, message: 'unclosed <view>', level, own },
})

/** A build of a folder with two files; its app.js says how often it was built. */
async function openBuild(options: Partial<AppBuildOptions> & { diagnostics?: Diagnostic[] } = {}) {
  const dir = await temporaryFolder()
  for (const file of ['app.json', 'app.ts']) await writeFile(join(dir, file), '')
  const lines: string[] = []
  let builds = 0
  const compile = async (): Promise<CompiledApp> => {
    builds += 1
    const files = new Map([['app.js', String(builds)]])
    return { ...compiledApp(files), inputs: ['app.json', 'app.ts'], diagnostics: [...(options.diagnostics ?? [])] }
  }
  const build = createAppBuild({ dir, watch: true, onDiagnostic: (line) => lines.push(line), compile, ...options })
  return {
    lines,
    fresh: async () => (await build.fresh()).files.get('app.js'),
    latest: async () => (await build.latest()).files.get('app.js'),
    touch: () => utimes(join(dir, 'app.ts'), 1, 1),
    remove: () => rm(join(dir, 'app.ts')),
  }
}

describe('the build of the mini program', () => {
  test('happens once as long as nothing changes, however many ask', async () => {
    const { fresh, latest } = await openBuild()
    expect(await Promise.all([latest(), fresh(), fresh()])).toStrictEqual(['1', '1', '1'])
    expect(await fresh()).toBe('1')
  })

  test.each(['touch', 'remove'] as const)('happens again after a file was changed: %s', async (change) => {
    const build = await openBuild()
    await build.fresh()
    await build[change]()
    expect([await build.latest(), await build.fresh(), await build.latest()]).toStrictEqual(['1', '2', '2'])
  })

  test('happens once without watching', async () => {
    const build = await openBuild({ watch: false })
    await build.fresh()
    await build.touch()
    expect(await build.fresh()).toBe('1')
  })

  test('is tried again after it failed: not all of its inputs are known', async () => {
    const { fresh } = await openBuild({ diagnostics: [problem('error')] })
    expect([await fresh(), await fresh()]).toStrictEqual(['1', '2'])
  })

  test('own warnings and every error are told, again only when they change', async () => {
    const diagnostics = [problem('warning'), problem('warning', false), problem('error', false)]
    const { fresh, lines } = await openBuild({ diagnostics })
    const told = ['pages/a/a.wxml:3 warning: unclosed <view>', 'pages/a/a.wxml:3 error: unclosed <view>']
    await fresh()
    await fresh()
    expect(lines).toStrictEqual(told)
    diagnostics.pop()
    await fresh()
    expect(lines).toStrictEqual([...told, told[0]])
  })
})
