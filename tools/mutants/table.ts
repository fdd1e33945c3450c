import type { MutantResult } from './run-mutants.ts'

const nameWidth = 48

/** One line of the table: what was planted, who noticed it, how long it took. */
export function describeOutcome({ mutant, noticed, seed, problem, seconds }: MutantResult, number: number): string {
  const where = seed === undefined ? mutant.caughtBy : `${mutant.caughtBy}, seed ${seed}`
  const missed = `NOT NOTICED by ${mutant.caughtBy}${problem === undefined ? '' : `: ${problem}`}`
  const by = noticed === undefined ? missed : `${where}: ${noticed}`
  return `${String(number).padStart(3)}  ${mutant.name.padEnd(nameWidth)} ${seconds.toFixed(1).padStart(6)} s  ${by}\n`
}

function median(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1]
}

/** The end of the table: how many were noticed, and what is noticed where there is nothing to notice. */
export function describeResult({ outcomes, falseAlarms }: { outcomes: MutantResult[]; falseAlarms: string[] }): string {
  const noticed = outcomes.filter((outcome) => outcome.noticed !== undefined)
  const seeds = noticed.flatMap(({ seed }) => (seed === undefined ? [] : [seed]))
  const bySeeds = seeds.length === 0 ? '' : `, median seed ${median(seeds)}`
  return [
    `[mutants] ${noticed.length} of ${outcomes.length} caught: ${seeds.length} by the simulation${bySeeds}, `,
    `${noticed.length - seeds.length} by a test\n`,
    ...falseAlarms.map((alarm) => `[mutants] this fails without any mutant, and proves nothing: ${alarm}\n`),
  ].join('')
}
