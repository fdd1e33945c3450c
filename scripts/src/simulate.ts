import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { runCommand } from './run-command.ts'
import { cellsMissed, describeCounters } from './simulate/coverage.ts'
import { type Outcome, runSeeds } from './simulate/run-seeds.ts'
import { UsageError } from './usage-error.ts'

const help = `npm run simulate [-- --seeds N] [--from S] [--workers W] [--coverage]

整条支付与退款流程的确定性模拟：真实的云函数代码、虚拟时间、每一步都可能出错；同一个种子，同一条轨迹。
The whole flow of payments and refunds in virtual time, with the real functions and faults at every step. Same seed,
same trace. The first seed that breaks an invariant is made smaller and printed; exit code 1.

  --seeds N     how many seeds (default 1000)
  --from S      the first one (default 1)
  --workers W   processes (default: one per core)
  --coverage    fails when a cell "step × fault" was hit fewer than 50 times (meant for 20000 seeds and more)
`

function readNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new UsageError(`[simulate] --${name} is ${text}, it has to be a whole number from 1.`)
}

function show({ seeds, steps }: Outcome, startedAt: number): string {
  const seconds = (performance.now() - startedAt) / 1000
  return `[simulate] ${seeds} seeds, ${steps} steps, ${(seeds / seconds).toFixed(0)} seeds/s`
}

await runCommand(help, async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      workers: { type: 'string' },
      coverage: { type: 'boolean' },
    },
  })
  const seeds = readNumber('seeds', values.seeds, 1000)
  const from = readNumber('from', values.from, 1)
  const workers = Math.min(seeds, readNumber('workers', values.workers, availableParallelism()))
  const startedAt = performance.now()
  const outcome = await runSeeds({ from, seeds, workers }, (sofar) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${show(sofar, startedAt)}`)
  })
  process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${show(outcome, startedAt)} in ${workers} processes\n`)
  process.stdout.write(describeCounters(outcome.counters))
  const missed = values.coverage ? cellsMissed(outcome.counters) : []
  if (missed.length > 0)
    process.stdout.write(`hit fewer than 50 times:\n${missed.map((cell) => `  ${cell}\n`).join('')}`)
  if (outcome.failure !== undefined) process.stdout.write(`${outcome.failure}\n`)
  if (missed.length > 0 || outcome.failure !== undefined) process.exitCode = 1
})
