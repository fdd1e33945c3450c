import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { allDefects } from '../src/defects/all-defects.ts'
import { type Defect, isTestFile } from '../src/defects/defect.ts'
import { plant, withDefect } from '../src/defects/plant.ts'
import type { Outcome } from '../src/defects/run-defects.ts'
import { describeOutcome, describeResult } from '../src/defects/table.ts'
import { allFiles, read, temporaryFolder } from './_files.ts'

const defectNamed = (name: string): Defect => {
  const found = allDefects.find((defect) => defect.name === name)
  if (found === undefined) throw new Error(`there is no defect ${name}`)
  return found
}

describe('the list', () => {
  test('holds at least 40 defects, each with a name of its own', () => {
    const names = allDefects.map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(40)
    expect(new Set(names).size).toBe(names.length)
  })

  test('its defects are in the product, and are noticed by tests that exist', () => {
    const product = /^(?:cloudfunctions\/[\w-]+|packages\/(?:cloud-function|order|shop|wxpay-core))\/src\//
    expect(allDefects.filter(({ file }) => !product.test(file))).toStrictEqual([])
    const files = new Set(allFiles())
    const noticing = allDefects.filter(({ caughtBy }) => isTestFile(caughtBy) && !files.has(caughtBy))
    expect(noticing).toStrictEqual([])
  })

  test.each(allDefects.map((defect) => [defect.name, defect] as const))('%s still applies', (_name, defect) => {
    const sound = read(defect.file)
    const planted = withDefect(sound, defect)
    const [before, after] = [sound, planted].map((text) => transformSync(text, { loader: 'ts' }).code)
    expect(after).not.toBe(before)
  })
})

describe('a defect', () => {
  const defect: Defect = {
    ...{ name: 'a name', about: '', file: 'src/sum.ts', caughtBy: 'simulation' },
    ...{ find: 'one + other', replace: '$& - other' },
  }

  test.each([
    ['is nowhere', 'one - other', 0],
    ['is there twice', 'one + other + one + other', 2],
  ])('no longer applies when its text %s', (_where, text, times) => {
    expect(() => withDefect(text, defect)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(`src/sum.ts ${times} times`) }),
    )
  })

  test('is planted as it is written, and taken out again without a trace', () => {
    const dir = temporaryFolder()
    const file = join(dir, defect.file)
    const sound = 'export const sum =\r\n  one + other\r\n'
    mkdirSync(dirname(file))
    writeFileSync(file, sound)
    const takeOut = plant(dir, defect)
    expect(readFileSync(file, 'utf8')).toBe('export const sum =\n  $& - other\n')
    takeOut()
    expect(readFileSync(file, 'utf8')).toBe(sound)
  })
})

describe('the table', () => {
  const caught: Outcome = {
    ...{ defect: defectNamed('field twice'), noticed: 'a test', seed: undefined, problem: undefined, seconds: 1.26 },
  }
  const bySeed = (seed: number): Outcome => ({
    ...{ ...caught, defect: { ...caught.defect, caughtBy: 'simulation' }, noticed: 'I1', seed },
  })
  const missed: Outcome = { ...caught, noticed: undefined }

  test.each([
    ['  7  field twice', caught, `1.3 s  ${caught.defect.caughtBy}: a test\n`],
    ['  7  field twice', bySeed(3), '1.3 s  simulation, seed 3: I1\n'],
    ['  7  field twice', missed, `1.3 s  NOT NOTICED by ${caught.defect.caughtBy}\n`],
    ['  7  field twice', { ...missed, problem: 'no file' }, `NOT NOTICED by ${caught.defect.caughtBy}: no file\n`],
  ])('a line: %s … %o', (start, outcome, end) => {
    const line = describeOutcome(outcome, 7)
    expect(line.startsWith(start) && line.endsWith(end), line).toBe(true)
  })

  test('the end: how many, the median seed, and what fails anyway', () => {
    const outcomes = [bySeed(40), bySeed(1), bySeed(2), caught, missed]
    expect(describeResult({ outcomes, falseAlarms: ['some test'] })).toBe(
      '[defects] 4 of 5 caught: 3 by the simulation, median seed 2, 1 by a test\n' +
        '[defects] this fails without any defect, and proves nothing: some test\n',
    )
  })
})
