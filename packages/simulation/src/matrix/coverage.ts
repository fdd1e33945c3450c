import type { Counters } from '../faults/faults.ts'
import { matrix } from './matrix.ts'

export const leastHits = 50

function hitsOf(simulated: readonly string[], counters: Counters): number {
  return simulated.reduce((sum, counter) => sum + (counters.get(counter) ?? 0), 0)
}

/** The simulated cells that were hit too seldom to say anything, with how often. */
export function cellsMissed(counters: Counters): string[] {
  return matrix.flatMap(({ step, fault, simulated }) => {
    if (simulated === undefined) return []
    const hits = hitsOf(simulated, counters)
    return hits < leastHits ? [`${step}: ${fault}: ${hits} of ${leastHits} (${simulated.join(', ')})`] : []
  })
}

/** The simulated cell that was hit least, and how often. */
export function scarcestCell(counters: Counters): string {
  const cells = matrix.flatMap(({ step, fault, simulated }) =>
    simulated === undefined ? [] : { name: `${step}: ${fault}`, hits: hitsOf(simulated, counters) },
  )
  const scarcest = cells.reduce((least, cell) => (cell.hits < least.hits ? cell : least))
  return `${scarcest.name}, ${scarcest.hits} times`
}

/** The counters as lines, one per step: `step  fault count, fault count`. */
export function describeCounters(counters: Counters): string {
  const bySteps = new Map<string, string[]>()
  for (const [cell, count] of [...counters].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [step = '', fault = ''] = cell.split(' × ')
    bySteps.set(step, [...(bySteps.get(step) ?? []), `${fault} ${count}`])
  }
  return [...bySteps].map(([step, faults]) => `  ${step}  ${faults.join(', ')}\n`).join('')
}
