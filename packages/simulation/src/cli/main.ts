import { availableParallelism } from 'node:os'
import { runCommand } from '@stack/emulator-kit/cli'
import { cellsMissed, describeCounters } from '../matrix/coverage.ts'
import { describeFlowFailure } from '../runner/describe-failure.ts'
import { createProgress, describeOutcome } from '../runner/progress.ts'
import { runFlow } from '../runner/run-flow.ts'
import { runInWorkers, type Work, type WorkerResult } from '../runner/run-workers.ts'
import { flowNames } from '../scenarios/flows.ts'
import { safeguards } from '../world/safeguards.ts'
import { readSimulateOptions, type SimulateOptions } from './read-options.ts'

const help = `npm run simulate [-- --seeds N] [--from S] [--workers W] [--coverage] [--disable SAFEGUARD]
npm run simulate -- --faults one|two [--flow NAME] [--workers W]
npm run simulate -- --flow NAME [--at STEP:FAULT] [--at STEP:FAULT]

整条支付与退款流程的确定性模拟：真实的云函数代码、虚拟时间、每一步都可能出错；同一个种子，同一条轨迹。
The whole flow of payments and refunds in virtual time, with the real functions and faults at every step. Same seed,
same trace. The first run that breaks an invariant is made smaller and printed; exit code 1.

  --seeds N     how many seeds (default 1000)
  --from S      the first one (default 1)
  --workers W   processes (default: one per core)
  --coverage    fails when a cell "step × fault" was hit fewer than 50 times (meant for 20000 seeds and more)
  --disable S   disables a safeguard, to show that what stands before it holds alone:
${Object.entries(safeguards)
  .map(([name, { without }]) => `                ${name.padEnd(13)} ${without}\n`)
  .join('')}
  --faults one  every fault at every step of every canonical flow; two: every pair of faults (tens of minutes)
  --flow NAME   this flow only: ${flowNames.join(', ').replaceAll(/(.{70,90}?,) /g, '$1\n                ')}
  --at S:FAULT  runs the flow once with that fault at step S, and prints what happened
`

async function runOnce({ flow, placed, without }: Extract<SimulateOptions, { mode: 'flow' }>): Promise<void> {
  const result = await runFlow(flow, placed, new Map(), without)
  const text = result.violation === undefined ? result.trace.join('\n') : describeFlowFailure(result)
  process.stdout.write(`${text}\n`)
  if (result.violation !== undefined) process.exitCode = 1
}

function workOf(options: Exclude<SimulateOptions, { mode: 'flow' }>): Work {
  if (options.mode === 'faults') return { kind: 'faults', flows: options.flows, faults: options.faults }
  return { kind: 'seeds', from: options.from, seeds: options.seeds, without: options.without }
}

function conclude({ counters, failure }: WorkerResult, isCoverageAsked: boolean): void {
  process.stdout.write(describeCounters(counters))
  const missed = isCoverageAsked ? cellsMissed(counters) : []
  if (missed.length > 0) process.stdout.write(`hit too seldom:\n${missed.map((cell) => `  ${cell}\n`).join('')}`)
  if (failure !== undefined) process.stdout.write(`${failure}\n`)
  if (missed.length > 0 || failure !== undefined) process.exitCode = 1
}

await runCommand(help, async () => {
  const options = readSimulateOptions(process.argv.slice(2), availableParallelism())
  if (options.mode === 'flow') return runOnce(options)
  const progress = createProgress(options)
  const outcome = await runInWorkers(workOf(options), options.workers, progress.show)
  progress.end(`${describeOutcome(outcome, progress.seconds(), options)} in ${options.workers} processes`)
  conclude(outcome, options.mode === 'seeds' && options.isCoverageAsked)
})
