import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '@stack/emulator-kit/cli'
import { allMutants } from './all-mutants.ts'
import { runMutants } from './run-mutants.ts'
import { describeOutcome, describeResult } from './table.ts'

const help = `npm run mutants [-- --only NAME] [--seeds N] [--workers W] [--list]

把别人常犯的错误逐个植入项目的副本，看模拟或测试能否发现；有一个没被发现就以退出码 1 结束。
Plants one mistake after the other into a copy of the project; the simulation or a test has to notice each. Exit code 1
when one is not noticed, or no longer applies.

  --only NAME   just this one; may stand more than once
  --seeds N     how far the simulation looks for each (default 2000)
  --workers W   copies that are worked in at once (default: one per core)
  --list        the mutants
`

function readNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new UsageError(`[mutants] --${name} is ${text}, it has to be a whole number from 1.`)
}

await runCommand(help, async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      seeds: { type: 'string' },
      workers: { type: 'string' },
      list: { type: 'boolean' },
    },
  })
  if (values.list) {
    process.stdout.write(allMutants.map(({ name, about }) => `${name}\n    ${about}\n`).join(''))
    return
  }
  const unknown = values.only?.find((only) => !allMutants.some(({ name }) => name === only))
  if (unknown !== undefined) throw new UsageError(`[mutants] there is no mutant "${unknown}". See --list.`)
  const chosen = allMutants.filter(({ name }) => values.only?.includes(name) ?? true)
  const bounds = {
    seeds: readNumber('seeds', values.seeds, 2000),
    workers: readNumber('workers', values.workers, availableParallelism()),
  }
  let number = 0
  const result = await runMutants(chosen, bounds, (outcome) => {
    number += 1
    process.stdout.write(describeOutcome(outcome, number))
  })
  process.stdout.write(describeResult(result))
  if (result.falseAlarms.length > 0 || result.outcomes.some(({ noticed }) => noticed === undefined))
    process.exitCode = 1
})
