import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '@stack/local-stack'
import { allFiles, temporaryFolder } from '@stack/local-stack/testing'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { allMutants } from '../../mutants/all-mutants.ts'
import { findTestFile } from '../../mutants/find-test-file.ts'
import { isTestFile, type Mutant, type TestFile } from '../../mutants/mutant/mutant.ts'
import { createPlanter, plant } from '../../mutants/plant.ts'
import type { MutantResult } from '../../mutants/run-mutants.ts'
import { describeOutcome, describeResult } from '../../mutants/table.ts'

const mutantNamed = (name: string): Mutant => {
  const found = allMutants.find((mutant) => mutant.name === name)
  if (found === undefined) throw new Error(`there is no mutant ${name}`)
  return found
}

const plantInProject = createPlanter(root)

describe('the list', () => {
  test('holds at least 40 mutants, each with a name of its own', () => {
    const names = allMutants.map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(40)
    expect(new Set(names).size).toBe(names.length)
  })

  test('its mutants are noticed by tests that exist', () => {
    const noticing = allMutants.map(({ caughtBy }) => caughtBy).filter(isTestFile)
    const files = new Set(allFiles())
    expect(noticing.map((test) => findTestFile(root, test)).filter((file) => !files.has(file))).toStrictEqual([])
  })

  test.each<TestFile>(['order/no.test.ts', 'cloudfunctions/main.test.ts'])('%s is refused', (test) => {
    expect(() => findTestFile(root, test)).toThrow(`${test} is no file; expected exactly one`)
  })

  test('at most a fifth of its mutants name what they change, so that renaming breaks few', () => {
    const naming = allMutants.filter(({ change }) => typeof change === 'object' && 'replaceNode' in change)
    expect(naming.length).toBeLessThanOrEqual(allMutants.length / 5)
  })

  test.each(allMutants)('$name still applies', (mutant) => {
    const { sound, planted } = plantInProject(mutant)
    const [before, after] = [sound, planted].map((text) => transformSync(text, { loader: 'ts' }).code)
    expect(after).not.toBe(before)
  })
})

describe('a mutant', () => {
  const mutant: Mutant = {
    ...{ name: 'a name', about: '', in: 'order.sum', at: 'BinaryExpression 2', caughtBy: 'simulation' },
    change: { operator: '-' },
  }
  const sumIn = (dir: string, file: string, text: string) => {
    const path = join(dir, 'packages/order/src', file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return path
  }
  const sum = 'export const sum =\r\n  one + other * 2\r\n'

  test('is planted at its node, and taken out again without a trace', () => {
    const dir = temporaryFolder()
    const path = sumIn(dir, 'arithmetic/sum.ts', sum)
    const takeOut = plant(dir, createPlanter(dir)(mutant))
    expect(readFileSync(path, 'utf8')).toBe('export const sum =\n  one + other - 2\n')
    takeOut()
    expect(readFileSync(path, 'utf8')).toBe(sum)
  })

  test.each<[Partial<Mutant>, string]>([
    [{ in: 'order.product' }, '[mutants] order.product is declared in no file; expected exactly one'],
    [{ at: 'BinaryExpression 3' }, 'has no "BinaryExpression 3"'],
    [{ at: 'Property amount' }, 'has no "Property amount"'],
    [{ change: { keep: 'consequent' } }, 'a BinaryExpression in packages/order/src/sum.ts cannot be changed by'],
    [{ change: 'keepReceiver' }, 'cannot be changed by "keepReceiver"'],
  ])('%j no longer applies', (change, message) => {
    const dir = temporaryFolder()
    sumIn(dir, 'sum.ts', sum)
    expect(() => createPlanter(dir)({ ...mutant, ...change })).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    )
  })

  test('a declaration in two files is refused', () => {
    const dir = temporaryFolder()
    sumIn(dir, 'sum.ts', sum)
    sumIn(dir, 'other.ts', 'export function sum() {}')
    expect(() => createPlanter(dir)(mutant)).toThrow(
      'order.sum is declared in packages/order/src/other.ts, packages/order/src/sum.ts; expected exactly one',
    )
  })

  test.each<[Mutant['change'], string]>([
    ['remove', ''],
    ['negate', '!(one.half(two))'],
    ['always', 'true'],
    ['never', 'false'],
    ['keepReceiver', 'one'],
    ['keepFirstArgument', 'two'],
    [{ value: null }, 'null'],
    [{ value: undefined }, 'undefined'],
    [{ value: 'one' }, '"one"'],
    [{ replaceNode: (source) => `await ${source}` }, 'await one.half(two)'],
  ])('%j', (change, changed) => {
    const dir = temporaryFolder()
    sumIn(dir, 'sum.ts', 'const sum = () => one.half(two)')
    const { planted } = createPlanter(dir)({ ...mutant, at: 'CallExpression', change })
    expect(planted).toBe(`const sum = () => ${changed}`)
  })
})

describe('the table', () => {
  const caught: MutantResult = {
    ...{ mutant: mutantNamed('field twice'), noticed: 'a test', seed: undefined, problem: undefined, seconds: 1.26 },
  }
  const bySeed = (seed: number): MutantResult => ({
    ...{ ...caught, mutant: { ...caught.mutant, caughtBy: 'simulation' }, noticed: 'I1', seed },
  })
  const missed: MutantResult = { ...caught, noticed: undefined }

  test.each([
    ['  7  field twice', caught, `1.3 s  ${caught.mutant.caughtBy}: a test\n`],
    ['  7  field twice', bySeed(3), '1.3 s  simulation, seed 3: I1\n'],
    ['  7  field twice', missed, `1.3 s  NOT NOTICED by ${caught.mutant.caughtBy}\n`],
    ['  7  field twice', { ...missed, problem: 'no file' }, `NOT NOTICED by ${caught.mutant.caughtBy}: no file\n`],
  ])('a line: %s … %o', (start, outcome, end) => {
    const line = describeOutcome(outcome, 7)
    expect(line.startsWith(start) && line.endsWith(end), line).toBe(true)
  })

  test('the end: how many, the median seed, and what fails anyway', () => {
    const outcomes = [bySeed(40), bySeed(1), bySeed(2), caught, missed]
    expect(describeResult({ outcomes, falseAlarms: ['some test'] })).toBe(
      '[mutants] 4 of 5 caught: 3 by the simulation, median seed 2, 1 by a test\n' +
        '[mutants] this fails without any mutant, and proves nothing: some test\n',
    )
  })
})
