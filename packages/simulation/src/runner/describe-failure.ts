import type { FlowResult } from './run-flow.ts'
import type { Shrunk } from './shrink.ts'

/** Tells of a failing seed: what broke, and the least that has to happen for it. */
export function describeFailure({ result, dropped, without }: Shrunk): string {
  const { seed, violation, trace } = result
  const again = `--from ${seed} --seeds 1${without === undefined ? '' : ` --disable ${without}`}`
  return [
    `seed ${seed} breaks ${violation?.invariant}: ${violation?.detail}`,
    `without ${dropped.faults.length} faults and ${dropped.actions.length} actions that it does not need:`,
    ...trace.map((line) => `  ${line}`),
    `Again: npm run simulate -- ${again}`,
  ].join('\n')
}

/** Tells of a flow that fails with its faults. */
export function describeFlowFailure({ flow, placed, met, violation, trace }: FlowResult): string {
  const faults = placed.map(({ at, fault }) => `  step ${at}, ${met[at]?.step}: ${fault}`)
  const again = [`--flow ${flow}`, ...placed.map(({ at, fault }) => `--at ${at}:${fault}`)]
  return [
    `flow ${flow} breaks ${violation?.invariant}: ${violation?.detail}`,
    ...faults,
    ...trace.map((line) => `  ${line}`),
    `Again: npm run simulate -- ${again.join(' ')}`,
  ].join('\n')
}
