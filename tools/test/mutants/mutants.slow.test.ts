import { expect, test } from 'vitest'
import { allMutants } from '../../mutants/all-mutants.ts'
import { runMutants } from '../../mutants/run-mutants.ts'

test('two are planted and caught: one by the simulation, one by a test', async () => {
  const names = ['amounts in floating yuan', 'field twice']
  const chosen = allMutants.filter(({ name }) => names.includes(name))
  const { outcomes, falseAlarms } = await runMutants(chosen, { seeds: 50, workers: 2 })
  expect(falseAlarms).toStrictEqual([])
  expect(outcomes.map(({ mutant: { name }, noticed, seed }) => ({ name, noticed, seed }))).toStrictEqual([
    { name: 'amounts in floating yuan', noticed: 'I6 the total is the sum of the lines', seed: expect.any(Number) },
    { name: 'field twice', noticed: 'refuses a field twice', seed: undefined },
  ])
}, 60_000)
