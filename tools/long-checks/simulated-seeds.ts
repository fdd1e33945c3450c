import { availableParallelism } from 'node:os'
import {
  cellsMissed,
  createPace,
  describeSpeed,
  leastHits,
  matrix,
  runInWorkers,
  scarcestCell,
} from '@stack/simulation'
import type { Step } from './step.ts'

const seeds = 300_000

/** The simulation with its coverage; what `npm run simulate -- --seeds 300000 --coverage` does. */
export const simulatedSeeds: Step = {
  name: 'simulated-seeds',
  about: `${seeds.toLocaleString('en')} seeds of the simulation, with the coverage of the fault matrix`,
  async run(tell) {
    const workers = availableParallelism()
    const pace = createPace({ mode: 'seeds', workers }, tell)
    const outcome = await runInWorkers({ kind: 'seeds', from: 1, seeds }, workers, pace.show)
    if (outcome.failure !== undefined) throw new Error(outcome.failure)
    const missed = cellsMissed(outcome.counters)
    if (missed.length > 0) throw new Error(`[deep] hit too seldom:\n${missed.join('\n')}`)
    const directed = matrix.filter((cell) => cell.directed !== undefined).length
    const faults = [...outcome.counters].filter(([cell]) => cell.includes(': ') || cell.includes('-notify × '))
    return {
      figures: [
        ['seeds', String(outcome.runs)],
        ['broken invariants', '0'],
        [
          'steps',
          Object.entries(outcome.steps)
            .map(([place, count]) => `${place} ${count}`)
            .join(', '),
        ],
        ['faults that happened', String(faults.reduce((sum, [, count]) => sum + count, 0))],
        ['cells of the matrix', `${matrix.length - directed} simulated, ${directed} shown by a test of their own`],
        [`simulated cells hit fewer than ${leastHits} times`, String(missed.length)],
        ['the cell hit least', scarcestCell(outcome.counters)],
        ['speed', describeSpeed(outcome, pace.seconds(), { mode: 'seeds', workers })],
        ['time', `${Math.round(pace.seconds())} s`],
      ],
      notes: [
        `The same: \`npm run simulate -- --seeds ${seeds} --coverage\`, which prints how often each cell was hit.`,
      ],
    }
  },
}
