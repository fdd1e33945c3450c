import { availableParallelism } from 'node:os'
import { allDefects } from '../mutants/all-defects.ts'
import { runDefects } from '../mutants/run-defects.ts'
import { describeOutcome, describeResult } from '../mutants/table.ts'
import type { Step } from './step.ts'

const seeds = 2000

/** Every planted mistake; what `npm run defects` does. */
export const defects: Step = {
  name: 'defects',
  about: 'known mistakes planted one at a time into a copy of the project, and who notices each',
  async run(tell) {
    let number = 0
    const result = await runDefects(allDefects, { seeds, workers: availableParallelism() }, (outcome) => {
      number += 1
      tell(describeOutcome(outcome, number).trim())
    })
    const unnoticed = result.outcomes.filter(({ noticed }) => noticed === undefined)
    if (unnoticed.length > 0 || result.falseAlarms.length > 0) throw new Error(describeResult(result))
    return {
      figures: [
        ['result', describeResult(result).replace('[defects] ', '').trim()],
        ...result.outcomes.map(({ defect, noticed, seed }): [string, string] => [
          defect.name,
          `${defect.caughtBy}${seed === undefined ? '' : `, seed ${seed}`}: ${noticed}`,
        ]),
      ],
      notes: ['The same: `npm run defects`. Without any defect the same tests and seeds find nothing.'],
    }
  },
}
