import { availableParallelism } from 'node:os'
import { allMutants } from '../mutants/all-mutants.ts'
import { runMutants } from '../mutants/run-mutants.ts'
import { describeOutcome, describeResult } from '../mutants/table.ts'
import type { Step } from './step.ts'

const seeds = 2000

/** Every planted mistake; what `npm run mutants` does. */
export const mutants: Step = {
  name: 'mutants',
  about: 'known mistakes planted one at a time into a copy of the project, and who notices each',
  async run(tell) {
    let number = 0
    const result = await runMutants(allMutants, { seeds, workers: availableParallelism() }, (outcome) => {
      number += 1
      tell(describeOutcome(outcome, number).trim())
    })
    const unnoticed = result.outcomes.filter(({ noticed }) => noticed === undefined)
    if (unnoticed.length > 0 || result.falseAlarms.length > 0) throw new Error(describeResult(result))
    return {
      figures: [
        ['result', describeResult(result).replace('[mutants] ', '').trim()],
        ...result.outcomes.map(({ mutant, noticed, seed }): [string, string] => [
          mutant.name,
          `${mutant.caughtBy}${seed === undefined ? '' : `, seed ${seed}`}: ${noticed}`,
        ]),
      ],
      notes: ['The same: `npm run mutants`. Without any mutant the same tests and seeds find nothing.'],
    }
  },
}
