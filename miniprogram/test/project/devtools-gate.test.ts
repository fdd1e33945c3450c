import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileMiniprogram } from '@stack/miniprogram-compiler'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { compilerDefects, type Defect, ownDefects, sound } from '../helpers/defects.ts'
import { inspect } from '../helpers/inspect.ts'
import { canRunOfficialCompiler, type OfficialCompiler, openOfficialCompiler } from '../helpers/official-compiler.ts'

const miniprogram = fileURLToPath(new URL('../..', import.meta.url))

function fixture(over: Defect['over']): string {
  const dir = mkdtempSync(join(tmpdir(), 'devtools-gate-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [path, content] of Object.entries({ ...sound, ...over })) {
    if (content === null) continue
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  return dir
}

let official: OfficialCompiler | undefined
beforeAll(() => {
  if (canRunOfficialCompiler) official = openOfficialCompiler()
})
afterAll(() => official?.close())

test('DevTools has nothing to say about the mini program', () => {
  expect(inspect(miniprogram, official)).toStrictEqual([])
})

test('our own compiler has nothing to say about it', async () => {
  const { diagnostics } = await compileMiniprogram({ dir: miniprogram })
  expect(diagnostics.filter(({ own, level }) => own || level === 'error')).toStrictEqual([])
})

describe('the gate can fail', () => {
  test('it says nothing about a sound mini program', () => {
    expect(inspect(fixture({}), official)).toStrictEqual([])
  })

  test.each(Object.entries(ownDefects))('%s', (_name, { over, says }) => {
    expect(inspect(fixture(over))).toContainEqual(expect.stringMatching(says))
  })

  test.skipIf(!canRunOfficialCompiler).each(Object.entries(compilerDefects))('%s', (_name, { over, says }) => {
    expect(inspect(fixture(over), official)).toStrictEqual([expect.stringMatching(says)])
  })
})
