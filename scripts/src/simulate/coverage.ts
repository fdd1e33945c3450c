import type { Counters } from './faults.ts'
import { matrix } from './matrix.ts'

const leastHits = 50

/** The simulated cells that were hit too seldom to say anything, with how often. */
export function cellsMissed(counters: Counters): string[] {
  return matrix.flatMap(({ step, fault, simulated }) => {
    if (simulated === undefined) return []
    const hits = simulated.reduce((sum, counter) => sum + (counters.get(counter) ?? 0), 0)
    return hits < leastHits ? [`${step}: ${fault}: ${hits} of ${leastHits} (${simulated.join(', ')})`] : []
  })
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
