import { expect, test } from 'vitest'
import { allDefects } from '../../mutants/all-defects.ts'
import { runDefects } from '../../mutants/run-defects.ts'

test('two are planted and caught: one by the simulation, one by a test', async () => {
  const names = ['amounts in floating yuan', 'field twice']
  const chosen = allDefects.filter(({ name }) => names.includes(name))
  const { outcomes, falseAlarms } = await runDefects(chosen, { seeds: 50, workers: 2 })
  expect(falseAlarms).toStrictEqual([])
  expect(outcomes.map(({ defect: { name }, noticed, seed }) => ({ name, noticed, seed }))).toStrictEqual([
    { name: 'amounts in floating yuan', noticed: 'I6 the total is the sum of the lines', seed: expect.any(Number) },
    { name: 'field twice', noticed: 'refuses a field twice', seed: undefined },
  ])
}, 60_000)
