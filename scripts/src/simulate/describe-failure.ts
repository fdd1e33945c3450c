import type { Shrunk } from './shrink.ts'

/** Tells of a failing seed: what broke, and the least that has to happen for it. */
export function describeFailure({ result, dropped }: Shrunk): string {
  const { seed, violation, trace } = result
  return [
    `seed ${seed} breaks ${violation?.invariant}: ${violation?.detail}`,
    `without ${dropped.faults.length} faults and ${dropped.actions.length} actions that it does not need:`,
    ...trace.map((line) => `  ${line}`),
    `Again: npm run simulate -- --from ${seed} --seeds 1`,
  ].join('\n')
}
